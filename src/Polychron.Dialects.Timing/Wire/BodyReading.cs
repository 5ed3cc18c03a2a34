using Polychron.Dialects.Bodies;

namespace Polychron.Dialects.Timing.Wire;

/// <summary>How loosely bodies are read.</summary>
internal static class BodyReading
{
    /// <summary>Booleans and numbers also as text, and an empty text as null wherever no text is meant.</summary>
    public static readonly JsonReading Rules = JsonReading.Lenient with { HasBlankAsNull = true };
}
