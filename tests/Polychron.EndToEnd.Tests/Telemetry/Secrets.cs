using System.Text;

namespace Polychron.EndToEnd.Tests.Telemetry;

/// <summary>Secrets that a run used, and where else than in its replies they are found, in whatever form.</summary>
internal sealed class Secrets
{
    private readonly Dictionary<string, string> _names = [];

    /// <summary>Notes a secret and gives it back.</summary>
    public string Note(string name, string secret)
    {
        Assert.True(secret.Length >= 8, "So short a text is found by chance.");
        lock (_names)
        {
            _names.TryAdd(secret, name);
        }

        return secret;
    }

    /// <summary>The names of the secrets that a text has, with the form in which it has them.</summary>
    public IReadOnlyList<string> FindIn(string text) =>
    [
        .. from secret in _names
           from form in Forms(secret.Key)
           where text.Contains(form.Text, StringComparison.OrdinalIgnoreCase)
           select $"{secret.Value}, {form.Name}",
    ];

    /// <summary>A secret as it may be written: by itself, in a URL, in JSON, in hexadecimal digits, and within Base64 at any offset.</summary>
    private static IEnumerable<(string Name, string Text)> Forms(string secret)
    {
        yield return ("as it is", secret);
        yield return ("in a URL", Uri.EscapeDataString(secret));
        yield return ("in JSON", System.Text.Json.JsonEncodedText.Encode(secret).ToString());
        yield return ("in hexadecimal", Convert.ToHexString(Encoding.UTF8.GetBytes(secret)));
        for (var offset = 0; offset < 3; offset++)
        {
            // What stands before it in Base64 moves it: the characters that depend on a neighbour are left out.
            var bytes = Encoding.UTF8.GetBytes(new string('x', offset) + secret);
            var whole = Convert.ToBase64String(bytes);
            var first = offset == 0 ? 0 : 4;
            var core = whole[first..(bytes.Length / 3 * 4)];
            yield return ($"in Base64 at offset {offset}", core);
            yield return ($"in Base64 for URLs at offset {offset}", core.Replace('+', '-').Replace('/', '_'));
        }
    }
}
