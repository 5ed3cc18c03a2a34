using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timether.Mapping;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.Domain.Members;
using Polychron.UseCases;
using Polychron.UseCases.Rates;
using Polychron.UseCases.Users;

namespace Polychron.Dialects.Timether.Wire.Memberships;

/// <summary>What a request changes of a membership: what owners alone may change, and what managers may too.</summary>
/// <param name="Member">Role and rate; null if none of that is given.</param>
/// <param name="Planning">Expected hours and internal cost; null if none of that is given.</param>
internal sealed record MembershipChange(UpdateMember.Command? Member, UpdatePlanning.Command? Planning)
{
    /// <summary>
    /// What of it is a change: a manager sends a membership back with another cost, and its role and rate as they were shown.
    /// Of a rate that is kept from the caller they do not learn whether it is the one that they guess.
    /// </summary>
    public MembershipChange Over(Member before, Viewer viewer)
    {
        if (Member is not { } command)
        {
            return this;
        }

        var changes = command.Changes with
        {
            Role = News(command.Changes.Role, before.Role),
            HourRate = viewer.SeesRates ? News(command.Changes.HourRate, before.HourRate) : command.Changes.HourRate,
            ExternalId = News(command.Changes.ExternalId, before.ExternalId),
        };
        return this with
        {
            Member = MembershipBody.IsEmpty(changes)
                ? null
                : new UpdateMember.Command { Id = command.Id, Changes = changes, Rerate = command.Rerate },
        };
    }

    private static Change<T> News<T>(Change<T> change, T before) =>
        EqualityComparer<T>.Default.Equals(change.Or(before), before) ? default : change;
}

/// <summary>Reads bodies about memberships.</summary>
internal static class MembershipBody
{
    /// <summary>The key that a body may be wrapped in.</summary>
    public const string Key = "workspace_membership";

    private const decimal HoursOfWeek = 7 * 24;

    /// <summary>Reads an update.</summary>
    public static MembershipChange ReadUpdate(JsonBody body, long userId)
    {
        var reader = TimetherBody.Read(body, Key);
        var capacity = Capacity(reader);
        var cost = Cost(reader);
        var changes = Changes(reader);
        reader.ThrowIfInvalid();
        return new MembershipChange(
            IsEmpty(changes) ? null : new UpdateMember.Command { Id = userId, Changes = changes, Rerate = RerateScope.None },
            capacity.IsSet || cost.IsSet ? new UpdatePlanning.Command(userId, capacity, cost) : null);
    }

    /// <summary>Reads an invitation.</summary>
    public static InviteMember.Command ReadInvitation(JsonBody body)
    {
        var reader = TimetherBody.Read(body, Key);
        reader.Require("email");
        var email = reader.Text("email", 254).Or(null) ?? "";
        var name = reader.Text("name", 200).Or(null);
        var changes = Changes(reader);
        var command = new InviteMember.Command
        {
            Email = email,

            // Somebody who is known keeps their own name; who is not is called by their address until they say otherwise.
            Name = string.IsNullOrWhiteSpace(name) ? email : name,
            Changes = changes with
            {
                Role = changes.Role.IsSet ? changes.Role : Change<Role>.To(Role.Member),
                WeeklyCapacitySeconds = Capacity(reader),
                InternalHourRate = Cost(reader),
            },
        };
        reader.ThrowIfInvalid();
        return command;
    }

    /// <summary>Whether nothing is in them that <see cref="UpdateMember"/> changes here.</summary>
    public static bool IsEmpty(MemberChanges changes) => changes is { Role.IsSet: false, HourRate.IsSet: false, ExternalId.IsSet: false };

    private static MemberChanges Changes(JsonObjectReader reader) => new()
    {
        Role = TimetherBody.Word(reader, "role", RoleNames.Parse, RoleNames.Expected).Given(reader, "role"),
        HourRate = reader.WholeNumber("hourly_rate_cents", 0, TimetherBody.MaxRate).ToChange(),
        ExternalId = reader.Text("external_id", TimetherBody.MaxExternalIdLength).ToChange(),
    };

    private static Change<long?> Capacity(JsonObjectReader reader) => reader
        .DecimalNumber("expected_weekly_capacity_hours", 0, HoursOfWeek)
        .Select(hours => hours is { } number ? (long?)Math.Round(number * 3_600, MidpointRounding.AwayFromZero) : null)
        .ToChange();

    private static Change<long?> Cost(JsonObjectReader reader) =>
        reader.WholeNumber("internal_hourly_cost_cents", 0, TimetherBody.MaxRate).ToChange();
}
