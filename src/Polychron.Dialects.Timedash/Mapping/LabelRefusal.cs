using Polychron.Dialects.Errors;
using Polychron.Domain.Errors;

namespace Polychron.Dialects.Timedash.Mapping;

/// <summary>
/// The refusal of an assignment for its labels, which this API does not have: no parameter is missing or wrong, so that it is
/// not 400 but "parameters were valid but request failed" (Timedash, "Errors").
/// </summary>
internal static class LabelRefusal
{
    private const string OfAgreement =
        "The labels (tags) of the assignment are not what this agreement asks for, and this API has no labels. "
        + "Choose another agreement, or have a manager change what this one asks for.";

    /// <summary>Whether a refusal is one.</summary>
    public static bool Is(DomainException refused) =>
        refused is { Kind: DomainErrorKind.Invalid, Fields: [{ Field: Fields.LabelIds }, ..] };

    /// <summary>What is said: why, and what helps.</summary>
    public static RequestException Of(DomainException refused)
    {
        // What an agreement asks for is said without its subject, what the workspace does as a sentence.
        var message = refused.Fields[0].Message;
        return new(char.IsLower(message[0])
            ? new RequestError(RequestErrorKind.Conflict, OfAgreement) { Fields = [new FieldError(Fields.Project, OfAgreement)] }
            : new RequestError(RequestErrorKind.Conflict, message));
    }
}
