using Polychron.Domain.Errors;
using Polychron.Domain.Time;

namespace Polychron.UseCases.Users;

/// <summary>What names, e-mail addresses and zones must be.</summary>
internal static class ProfileRules
{
    public const int MaxNameLength = 200;
    public const int MaxEmailLength = 254;

    public static bool IsName(string? name) =>
        !string.IsNullOrWhiteSpace(name) && name.Length <= MaxNameLength && !name.Any(char.IsControl);

    public static bool IsEmail(string? email)
    {
        // One @ with something on both sides: more than that only a message to the address can tell.
        var at = email?.IndexOf('@') ?? -1;
        return email is not null && at > 0 && at < email.Length - 1 && at == email.LastIndexOf('@')
            && email.Length <= MaxEmailLength && !email.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
    }

    public static void CheckName(string? name, string field = Fields.Name)
    {
        if (!IsName(name))
        {
            throw DomainException.Invalid(field, $"A name has 1 to {MaxNameLength} characters and no control characters.");
        }
    }

    public static void CheckEmail(string? email)
    {
        if (!IsEmail(email))
        {
            throw DomainException.Invalid(Fields.Email, $"An e-mail address has the form name@host and at most {MaxEmailLength} characters.");
        }
    }

    public static void CheckTimeZone(string? id)
    {
        if (!Zones.TryFind(id, out _))
        {
            throw DomainException.Invalid(Fields.TimeZone, "A time zone is a TZDB id such as Europe/Berlin or UTC.");
        }
    }
}
