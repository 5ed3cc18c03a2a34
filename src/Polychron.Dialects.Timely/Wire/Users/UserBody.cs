using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Timely.Mapping;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Money;
using Polychron.UseCases;
using Polychron.UseCases.Access;
using Polychron.UseCases.Users;
using Fields = Polychron.Dialects.Timely.Wire.Bodies.Fields;

namespace Polychron.Dialects.Timely.Wire.Users;

/// <summary>Bodies that invite and change users.</summary>
internal static class UserBody
{
    /// <summary>An invitation: name and e-mail address are needed.</summary>
    /// <exception cref="RequestException">A value is not acceptable.</exception>
    public static InviteMember.Command ToInvite(JsonBody body, Caller caller)
    {
        var reader = TimelyBody.Read(body, "user");
        var name = reader.Text("name", 200).Or(null);
        var email = reader.Text("email", 254).Or(null);
        var changes = Read(body, reader, caller, null);
        var missing = new[] { ("name", name), ("email", email) }
            .Where(field => string.IsNullOrWhiteSpace(field.Item2))
            .Select(field => new FieldError(field.Item1, TimelyBody.Blank))
            .ToList();
        return missing.Count == 0
            ? new InviteMember.Command { Name = name!, Email = email!, Changes = changes }
            : throw new RequestException(missing);
    }

    /// <summary>
    /// A change of a user, by default also of the rates of their hours. What the caller was shown and sends back is none: it
    /// makes nothing one's own that comes from the account, no employee of a viewer, and needs nobody's permission.
    /// </summary>
    /// <exception cref="RequestException">A value is not acceptable.</exception>
    public static UpdateMember.Command ToUpdate(JsonBody body, Caller caller, long id)
    {
        var reader = TimelyBody.Read(body, "user");
        var picture = caller.Workspace.Picture;
        var shown = picture.Members.GetValueOrDefault(id) is { } member ? ShownSettings.Of(picture, caller.Member, member) : null;
        return new UpdateMember.Command
        {
            Id = id,
            Name = reader.Text("name", 200).Or(null),
            Changes = Read(body, reader, caller, shown),
            Rerate = RerateFlags.Read(body, reader),
        };
    }

    private static MemberChanges Read(JsonBody body, JsonObjectReader reader, Caller caller, ShownSettings? shown)
    {
        var currency = Currency.Of(caller.Workspace.Picture.Workspace?.Currency ?? "USD");
        var hourRate = Fields.Money(reader, "hour_rate", currency)
            ?? Unless(Fields.Money(reader, "default_hour_rate", currency), shown?.HourRate);

        // The document has the internal rate beside the wrapper.
        var outer = new JsonObjectReader(body.Root, JsonReading.Lenient);
        var internalRate = Unless(
            Fields.Money(reader, "internal_hour_rate", currency) ?? Fields.Money(outer, "internal_hour_rate", currency),
            shown?.InternalHourRate);
        outer.ThrowIfInvalid();
        var role = ReadRole(reader, shown);
        var hidesRates = Fields.Flag(reader, "hide_hourly_rate");
        var externalId = Fields.OptionalText(reader, "external_id", TimelyBody.MaxExternalIdLength);
        var changes = new MemberChanges
        {
            Role = shown is not null && role.IsSet && TimelyRole.Of(role.Or(default)) == shown.Role ? default : role,
            HourRate = hourRate is { } rate ? Change<long?>.To(rate) : default,
            InternalHourRate = internalRate is { } cost ? Change<long?>.To(cost) : default,
            WeeklyCapacitySeconds = ReadCapacity(reader, shown),
            HidesRates = shown is not null && hidesRates.Or(false) == shown.HidesRates ? default : hidesRates,
            ExternalId = shown is not null && externalId.Or(null) == shown.ExternalId ? default : externalId,
            Projects = Fields.Objects(reader, "projects", item =>
                (item.WholeNumber("project_id", 1).Or(null) ?? 0, Fields.Money(item, "hour_rate", currency))),
            AddToAllProjects = reader.Boolean("add_to_all_projects").Or(null) ?? false,
        };
        reader.ThrowIfInvalid();
        return changes;
    }

    private static long? Unless(long? minor, long? shown) => minor == shown ? null : minor;

    // The role; else the older fields: an admin, or a level, in which a role's name is understood as well.
    private static Change<Role> ReadRole(JsonObjectReader reader, ShownSettings? shown)
    {
        if (reader.WholeNumber("role_id").Or(null) is { } roleId)
        {
            if (TimelyRole.Find(roleId) is { } role)
            {
                return Change<Role>.To(role.Role);
            }

            reader.Fail("role_id", TimelyBody.Invalid);
            return default;
        }

        // In the document's own examples this is an object now and then, which says nothing of a role.
        var isAdmin = reader.Value("admin") is { IsPresent: true, Value.ValueKind: not JsonValueKind.Object }
            ? reader.Boolean("admin").Or(null)
            : null;
        if (isAdmin == true)
        {
            return Change<Role>.To(Role.Owner);
        }

        var level = Fields.Word<Role>(reader, "user_level", static word => word switch
        {
            "admin" => Role.Owner,
            "normal" or "manager" => Role.Manager,
            "limited" or "employee" => Role.Member,
            _ => null,
        });

        // Who is no admin any more and is told nothing else has the level of those who are told nothing at all.
        return isAdmin == false && shown?.Role == TimelyRole.Admin && !reader.Has("user_level") ? Change<Role>.To(Role.Manager) : level;
    }

    private static Change<long?> ReadCapacity(JsonObjectReader reader, ShownSettings? shown)
    {
        if (reader.DecimalNumber("weekly_capacity", 0, 168).Or(null) is not { } hours || hours == shown?.WeeklyHours)
        {
            return default;
        }

        // Half hours: one decimal that is divisible by 5.
        if (hours * 2 == decimal.Truncate(hours * 2))
        {
            return Change<long?>.To((long)(hours * 3_600));
        }

        reader.Fail("weekly_capacity", TimelyBody.Invalid);
        return default;
    }
}
