namespace Polychron.Domain.Errors;

/// <summary>What is wrong with one value.</summary>
/// <param name="Field">The field's neutral name (see <see cref="Fields"/>), with an index or key after a dot where it has several; dialects translate the name.</param>
/// <param name="Message">A sentence for the caller that says what would be right.</param>
public readonly record struct FieldError(string Field, string Message);
