using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.UseCases;

namespace Polychron.Dialects.Timedash.Bodies;

/// <summary>What the bodies of all resources have in common.</summary>
internal static class Members
{
    /// <summary>
    /// A reader of a body. Members that are shown but not set by requests may be in it, so that an object can be sent back as
    /// it came; what is neither is refused, since it is a slip of the pen.
    /// </summary>
    /// <param name="body">The body.</param>
    /// <param name="settable">What can be set.</param>
    /// <param name="shown">What is shown besides.</param>
    /// <exception cref="RequestException">A member is unknown.</exception>
    public static JsonObjectReader Read(JsonBody body, ReadOnlySpan<string> settable, ReadOnlySpan<string> shown)
    {
        foreach (var member in body.Root.EnumerateObject())
        {
            if (!settable.Contains(member.Name) && !shown.Contains(member.Name))
            {
                var name = member.Name.Length <= 100 ? member.Name : member.Name[..100];
                throw Errors.Unknown(name, $"There is no parameter {name}.");
            }
        }

        return body.Read();
    }

    /// <summary>A change of what is never null: left out keeps what is.</summary>
    public static Change<T> NotNull<T>(this Optional<T?> given, JsonObjectReader body, string name)
        where T : struct =>
        given is not { IsPresent: true, Value: var value } ? default
        : value is { } present ? Change<T>.To(present)
        : Refuse<T>(body, name);

    /// <inheritdoc cref="NotNull{T}(Optional{T?}, JsonObjectReader, string)"/>
    public static Change<string> NotNull(this Optional<string?> given, JsonObjectReader body, string name) =>
        given is not { IsPresent: true, Value: var value } ? default
        : value is not null ? Change<string>.To(value)
        : Refuse<string>(body, name);

    /// <summary>An id: a whole number from 1. Null is a value.</summary>
    public static Optional<long?> Id(this JsonObjectReader body, string name) => body.WholeNumber(name, 1);

    private static Change<T> Refuse<T>(JsonObjectReader body, string name)
    {
        body.Fail(name, "must not be null.");
        return default;
    }
}
