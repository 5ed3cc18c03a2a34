using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Polychron.Settings;

/// <summary>Where the server listens: the host needs it, and commands that tell how to reach the server.</summary>
public static class ServerAddress
{
    /// <summary>Where the embedded host listens.</summary>
    public static readonly Setting<string?> Urls = Addresses("ASPNETCORE_URLS", "http://127.0.0.1:7071", "where the embedded host listens");

    /// <summary>The same on the command line, which wins.</summary>
    public static readonly Setting<string?> Argument = Addresses("urls", "what `ASPNETCORE_URLS` says", "the same on the command line: `--urls`");

    /// <summary>All of them.</summary>
    public static SettingGroup Group { get; } = new("Address", Urls, Argument);

    /// <summary>The addresses, separated by semicolons.</summary>
    /// <exception cref="SettingException">They are no addresses.</exception>
    public static string Read(IConfiguration configuration) =>
        Argument.Read(configuration) ?? Urls.Read(configuration) ?? Urls.DefaultText;

    private static Setting<string?> Addresses(string key, string otherwise, string meaning) => Declare.Text(
        key, otherwise, "addresses such as http://127.0.0.1:7071, separated by semicolons", "http://127.0.0.1:7071", meaning, AreAddresses);

    private static bool AreAddresses(string text)
    {
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            BindingAddress.Parse(part);
        }

        return true;
    }
}
