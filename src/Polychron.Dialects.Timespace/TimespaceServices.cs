using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Timespace.Hooks;
using Polychron.Dialects.Timespace.Languages;
using Polychron.Dialects.Timespace.Records;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.Dialects.Timespace;

/// <summary>Adds the Timespace dialect to the app.</summary>
public static class TimespaceServices
{
    /// <summary>
    /// Adds the dialect and what people are told of it. Its functions need the services of
    /// <see cref="DialectServices.AddPolychronDialects"/>, those of the webhooks, and, as all of the app, a directory, a clock and
    /// a source of randomness.
    /// </summary>
    public static IServiceCollection AddTimespaceDialect(this IServiceCollection services) => services
        .AddSingleton<IDialect, TimespaceDialect>()
        .AddSingleton<RecordForms>()
        .AddSingleton<IPayloadForm>(provider => new RecordPayload(provider.GetRequiredService<RecordForms>(), Language.English))
        .AddSingleton<IPayloadForm>(provider => new RecordPayload(provider.GetRequiredService<RecordForms>(), Language.German))
        .AddSingleton<IPayloadForm>(provider => new RecordPayload(provider.GetRequiredService<RecordForms>(), Language.French))
        .AddSingleton(new DialectDescription(
            "Timespace",
            TimespaceDialect.BasePath,
            $"-H \"Cookie: {KeyCookie.Name}=$TOKEN\"",
            SamplePath: "/0/en/rest?my_clouds=true"));
}
