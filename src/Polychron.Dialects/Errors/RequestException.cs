using Polychron.Domain.Errors;

namespace Polychron.Dialects.Errors;

/// <summary>A request is refused by the plumbing or by a dialect; the gate has the dialect render it.</summary>
public sealed class RequestException(RequestError error) : Exception(error.Message)
{
    /// <summary>A refusal without fields.</summary>
    public RequestException(RequestErrorKind kind, string message)
        : this(new RequestError(kind, message))
    {
    }

    /// <summary>Values are not acceptable; there is at least one.</summary>
    public RequestException(IReadOnlyList<FieldError> fields)
        : this(new RequestError(RequestErrorKind.Invalid, fields[0].Message) { Fields = fields })
    {
    }

    /// <summary>Why.</summary>
    public RequestError Error { get; } = error;

    /// <summary>One value is not acceptable.</summary>
    public static RequestException Invalid(string field, string message) => new([new FieldError(field, message)]);
}
