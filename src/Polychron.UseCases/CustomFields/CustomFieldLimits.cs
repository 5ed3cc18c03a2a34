using Polychron.Domain.Errors;

namespace Polychron.UseCases.CustomFields;

/// <summary>
/// What an API lets its callers attach, where that is less than the domain does. It holds for what they change: what others
/// attached stays, and may be sent back as it is.
/// </summary>
/// <param name="MaxCount">The most custom fields to which a change may lead, if it adds any.</param>
/// <param name="Refuse">What is wrong with a name and the value that it gets; null for nothing.</param>
public sealed record CustomFieldLimits(int MaxCount, Func<string, string, FieldError?> Refuse);
