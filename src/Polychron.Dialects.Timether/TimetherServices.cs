using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Gate;
using Polychron.UseCases.Changes;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timether;

/// <summary>Adds the Timether dialect to the app.</summary>
public static class TimetherServices
{
    /// <summary>
    /// Adds the dialect and what people are told of it. Its functions need the services of
    /// <see cref="DialectServices.AddPolychronDialects"/> and, as all of the app, a directory, a clock and a source of randomness.
    /// </summary>
    public static IServiceCollection AddTimetherDialect(this IServiceCollection services) => services
        .AddSingleton<IDialect, TimetherDialect>()
        .AddSingleton<CommitSignal>()
        .AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<CommitSignal>())
        .AddSingleton(new DialectDescription(
            "Timether",
            TimetherDialect.BasePath,
            $"-H \"Authorization: Bearer $TOKEN\" -H \"{TimetherDialect.WorkspaceHeader}: $WORKSPACE\"",
            new Uri("https://api-docs.timether.com/"),
            "/me"));
}
