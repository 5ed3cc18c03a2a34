using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Polychron.Dialects;
using Polychron.Dialects.Gate;
using Polychron.OAuth.Pages;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Forms;

namespace Polychron.OAuth;

/// <summary>Adds OAuth 2 to the app.</summary>
public static class OAuthServices
{
    /// <summary>
    /// Adds the authorization server. Its functions need the services of <see cref="DialectServices.AddPolychronDialects"/>,
    /// <see cref="IOAuthDirectory"/>, <see cref="IFormStore"/> and, as all of the app, a clock and a source of randomness.
    /// </summary>
    public static IServiceCollection AddPolychronOAuth(this IServiceCollection services) => services
        .AddSingleton<IDialect, OAuthDialect>()
        .AddSingleton<IDialect, ApplicationsDialect>()
        .AddSingleton<IDialect, PagesDialect>()
        .AddSingleton(provider => new PageForms(
            provider.GetRequiredService<IFormStore>(), provider.GetRequiredService<IRandomSource>(), provider.GetRequiredService<IClock>()))
        .AddSingleton(provider => new PageSignIn(
            provider.GetRequiredService<IAuthenticator>(), provider.GetRequiredService<IOAuthDirectory>()));
}
