using Microsoft.AspNetCore.WebUtilities;
using Polychron.Dialects.Errors;
using Polychron.UseCases.OAuth;

namespace Polychron.OAuth.Protocol;

/// <summary>
/// The parameters of an OAuth request. One that is given empty counts as left out, one that is given twice is an error, and
/// one that nobody asks for is ignored (RFC 6749, section 3.1).
/// </summary>
internal sealed class OAuthParameters
{
    private const int MaxParameters = 100;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _repeated = new(StringComparer.Ordinal);

    /// <summary>The parameters of a query or of a form-encoded body.</summary>
    /// <exception cref="RequestException">There are too many.</exception>
    public static OAuthParameters Parse(ReadOnlySpan<char> text)
    {
        var parameters = new OAuthParameters();
        var count = 0;
        foreach (var pair in new QueryStringEnumerable(text.ToString()))
        {
            if (++count > MaxParameters)
            {
                throw new RequestException(RequestErrorKind.BadRequest, $"There are more than {MaxParameters} parameters.");
            }

            parameters.Add(pair.DecodeName().ToString(), pair.DecodeValue().ToString());
        }

        return parameters;
    }

    /// <summary>Adds one.</summary>
    public void Add(string name, string value)
    {
        if (!_values.TryAdd(name, value))
        {
            _repeated.Add(name);
        }
    }

    /// <summary>Whether a parameter is given more than once.</summary>
    public bool IsRepeated(string name) => _repeated.Contains(name);

    /// <summary>The value, or null if it is left out, empty or given twice.</summary>
    public string? Find(string name) =>
        !_repeated.Contains(name) && _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The value, or null if it is left out or empty.</summary>
    /// <exception cref="OAuthException">It is given twice.</exception>
    public string? Optional(string name) => !IsRepeated(name)
        ? Find(name)
        : throw new OAuthException(OAuthError.InvalidRequest, $"The parameter {name} is given more than once.");

    /// <summary>The value.</summary>
    /// <exception cref="OAuthException">It is left out, empty or given twice.</exception>
    public string Required(string name) =>
        Optional(name) ?? throw new OAuthException(OAuthError.InvalidRequest, $"The parameter {name} is required.");
}
