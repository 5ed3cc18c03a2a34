using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.Time;

namespace Polychron.Storage.Rows;

/// <summary>A stored membership.</summary>
internal sealed class MemberRow : ImageRow<Member>
{
    [JsonPropertyName("n")]
    public string Name { get; set; } = "";

    [JsonPropertyName("e")]
    public string Email { get; set; } = "";

    [JsonPropertyName("z")]
    public string TimeZone { get; set; } = "";

    [JsonPropertyName("r")]
    public int Role { get; set; }

    [JsonPropertyName("a")]
    public bool IsActive { get; set; }

    [JsonPropertyName("b")]
    public int? DefaultBillingStatus { get; set; }

    [JsonPropertyName("hr")]
    public long? HourRate { get; set; }

    [JsonPropertyName("ir")]
    public long? InternalHourRate { get; set; }

    [JsonPropertyName("w")]
    public long? WeeklyCapacitySeconds { get; set; }

    [JsonPropertyName("h")]
    public bool HidesRates { get; set; }

    [JsonPropertyName("ei")]
    public string? ExternalId { get; set; }

    [JsonPropertyName("ro")]
    public long? RobotOf { get; set; }

    [JsonPropertyName("k")]
    public Dictionary<long, long>? RevokedTokens { get; set; }

    [JsonPropertyName("q")]
    public Dictionary<long, int>? TokenAllowances { get; set; }

    public static MemberRow From(Member member)
    {
        var row = new MemberRow
        {
            Name = member.Name,
            Email = member.Email,
            TimeZone = member.TimeZone,
            Role = (int)member.Role,
            IsActive = member.IsActive,
            DefaultBillingStatus = (int?)member.DefaultBillingStatus,
            HourRate = member.HourRate,
            InternalHourRate = member.InternalHourRate,
            WeeklyCapacitySeconds = member.WeeklyCapacitySeconds,
            HidesRates = member.HidesRates,
            ExternalId = member.ExternalId,
            RobotOf = member.RobotOf,
            RevokedTokens = member.RevokedTokens.IsEmpty
                ? null
                : member.RevokedTokens.ToDictionary(token => token.Key, token => Microseconds.FromInstant(token.Value)),
            TokenAllowances = member.TokenAllowances.IsEmpty ? null : new Dictionary<long, int>(member.TokenAllowances),
        };
        row.Stamp(member);
        return row;
    }

    protected override Entity Convert() => new Member
    {
        Name = Name,
        Email = Email,
        TimeZone = TimeZone,
        Role = (Role)Role,
        IsActive = IsActive,
        DefaultBillingStatus = (BillingStatus?)DefaultBillingStatus,
        HourRate = HourRate,
        InternalHourRate = InternalHourRate,
        WeeklyCapacitySeconds = WeeklyCapacitySeconds,
        HidesRates = HidesRates,
        ExternalId = ExternalId,
        RobotOf = RobotOf,
        RevokedTokens = RevokedTokens is null
            ? ImmutableSortedDictionary<long, Instant>.Empty
            : RevokedTokens.ToImmutableSortedDictionary(token => token.Key, token => Microseconds.ToInstant(token.Value)),
        TokenAllowances = TokenAllowances is null
            ? ImmutableSortedDictionary<long, int>.Empty
            : TokenAllowances.ToImmutableSortedDictionary(),
    };
}
