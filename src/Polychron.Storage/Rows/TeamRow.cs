using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Polychron.Domain.Billing;
using Polychron.Domain.Log;
using Polychron.Domain.Teams;

namespace Polychron.Storage.Rows;

/// <summary>A stored team.</summary>
internal sealed class TeamRow : ImageRow<Team>
{
    [JsonPropertyName("n")]
    public string Name { get; set; } = "";

    [JsonPropertyName("u")]
    public long[] UserIds { get; set; } = [];

    [JsonPropertyName("d")]
    public long[]? LeadIds { get; set; }

    [JsonPropertyName("l")]
    public string Color { get; set; } = "";

    [JsonPropertyName("j")]
    public string? Emoji { get; set; }

    [JsonPropertyName("ei")]
    public string? ExternalId { get; set; }

    [JsonPropertyName("b")]
    public int? DefaultBillingStatus { get; set; }

    public static TeamRow From(Team team)
    {
        var row = new TeamRow
        {
            Name = team.Name,
            UserIds = [.. team.UserIds],
            LeadIds = team.LeadIds.IsEmpty ? null : [.. team.LeadIds],
            Color = team.Color,
            Emoji = team.Emoji,
            ExternalId = team.ExternalId,
            DefaultBillingStatus = (int?)team.DefaultBillingStatus,
        };
        row.Stamp(team);
        return row;
    }

    protected override Entity Convert() => new Team
    {
        Name = Name,
        UserIds = UserIds.ToImmutableSortedSet(),
        LeadIds = LeadIds is null ? [] : LeadIds.ToImmutableSortedSet(),
        Color = Color,
        Emoji = Emoji,
        ExternalId = ExternalId,
        DefaultBillingStatus = (BillingStatus?)DefaultBillingStatus,
    };
}
