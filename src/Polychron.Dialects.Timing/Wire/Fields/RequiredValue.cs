using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Dates;
using Polychron.UseCases;

namespace Polychron.Dialects.Timing.Wire.Fields;

/// <summary>Changes of values that are never empty: left out keeps what is, null is refused.</summary>
internal static class RequiredValue
{
    /// <summary>A change to a value.</summary>
    public static Change<T> NotNull<T>(this Optional<T?> given, JsonObjectReader body, string name)
        where T : struct =>
        given is not { IsPresent: true, Value: var value } ? default
        : value is { } present ? Change<T>.To(present)
        : Refuse<T>(body, name);

    /// <summary>A change to a text.</summary>
    public static Change<string> NotNull(this Optional<string?> given, JsonObjectReader body, string name) =>
        given is not { IsPresent: true, Value: var value } ? default
        : value is not null ? Change<string>.To(value)
        : Refuse<string>(body, name);

    /// <summary>A change to an instant; a date alone means its first moment.</summary>
    public static Change<Instant> NotNull(this Optional<IsoMoment?> given, JsonObjectReader body, string name) =>
        NotNull<IsoMoment>(given, body, name) is { IsSet: true } moment
            ? Change<Instant>.To(moment.Or(default).Instant)
            : default;

    private static Change<T> Refuse<T>(JsonObjectReader body, string name)
    {
        body.Fail(name, "must not be null.");
        return default;
    }
}
