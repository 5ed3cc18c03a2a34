using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Timely.Mapping;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.Domain.Members;
using Polychron.Domain.Money;
using Polychron.UseCases;
using Polychron.UseCases.Users;

namespace Polychron.Dialects.Timely.Wire.Users;

/// <summary>Bodies that invite and change users.</summary>
internal static class UserBody
{
    /// <summary>An invitation: name and e-mail address are needed.</summary>
    /// <exception cref="RequestException">A value is not acceptable.</exception>
    public static InviteMember.Command ToInvite(JsonBody body, Currency currency)
    {
        var reader = TimelyBody.Read(body, "user");
        var name = reader.Text("name", 200).Or(null);
        var email = reader.Text("email", 254).Or(null);
        var changes = Read(body, reader, currency);
        foreach (var (field, text) in new[] { ("name", name), ("email", email) })
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                throw RequestException.Invalid(field, TimelyBody.Blank);
            }
        }

        return new InviteMember.Command { Name = name!, Email = email!, Changes = changes };
    }

    /// <summary>A change of a user, by default also of the rates of their hours.</summary>
    /// <exception cref="RequestException">A value is not acceptable.</exception>
    public static UpdateMember.Command ToUpdate(JsonBody body, Currency currency, long id)
    {
        var reader = TimelyBody.Read(body, "user");
        return new UpdateMember.Command
        {
            Id = id,
            Name = reader.Text("name", 200).Or(null),
            Changes = Read(body, reader, currency),
            Rerate = RerateFlags.Read(body, reader),
        };
    }

    private static MemberChanges Read(JsonBody body, JsonObjectReader reader, Currency currency)
    {
        var hourRate = Fields.Money(reader, "hour_rate", currency) ?? Fields.Money(reader, "default_hour_rate", currency);

        // The document has the internal rate beside the wrapper.
        var outer = new JsonObjectReader(body.Root, JsonReading.Lenient);
        var internalRate = Fields.Money(reader, "internal_hour_rate", currency)
            ?? Fields.Money(outer, "internal_hour_rate", currency);
        outer.ThrowIfInvalid();
        var changes = new MemberChanges
        {
            Role = ReadRole(reader),
            HourRate = hourRate is { } rate ? Change<long?>.To(rate) : default,
            InternalHourRate = internalRate is { } cost ? Change<long?>.To(cost) : default,
            WeeklyCapacitySeconds = ReadCapacity(reader),
            HidesRates = Fields.Flag(reader, "hide_hourly_rate"),
            ExternalId = Fields.OptionalText(reader, "external_id", TimelyBody.MaxExternalIdLength),
            Projects = Fields.Objects(reader, "projects", item =>
                (item.WholeNumber("project_id", 1).Or(null) ?? 0, Fields.Money(item, "hour_rate", currency))),
            AddToAllProjects = reader.Boolean("add_to_all_projects").Or(null) ?? false,
        };
        reader.ThrowIfInvalid();
        return changes;
    }

    // The role; else the older fields: an admin, or a level, in which a role's name is understood as well.
    private static Change<Role> ReadRole(JsonObjectReader reader)
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

        return Fields.Word<Role>(reader, "user_level", static level => level switch
        {
            "admin" => Role.Owner,
            "normal" or "manager" => Role.Manager,
            "limited" or "employee" => Role.Member,
            _ => null,
        });
    }

    private static Change<long?> ReadCapacity(JsonObjectReader reader)
    {
        if (reader.DecimalNumber("weekly_capacity", 0, 168).Or(null) is not { } hours)
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
