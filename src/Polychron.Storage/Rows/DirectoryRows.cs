using System.Text.Json.Serialization;
using Polychron.Domain.Log;
using Polychron.Domain.Time;
using Polychron.Domain.Users;

namespace Polychron.Storage.Rows;

/// <summary>A stored user.</summary>
internal sealed class UserRow : ImageRow<User>
{
    [JsonPropertyName("e")]
    public string Email { get; set; } = "";

    [JsonPropertyName("n")]
    public string Name { get; set; } = "";

    [JsonPropertyName("z")]
    public string TimeZone { get; set; } = "";

    [JsonPropertyName("ro")]
    public long? RobotOf { get; set; }

    public static UserRow From(User user)
    {
        var row = new UserRow { Email = user.Email, Name = user.Name, TimeZone = user.TimeZone, RobotOf = user.RobotOf };
        row.Stamp(user);
        return row;
    }

    protected override Entity Convert() => new User { Email = Email, Name = Name, TimeZone = TimeZone, RobotOf = RobotOf };
}

/// <summary>A stored token: its hash, never its text.</summary>
internal sealed class TokenRow : ImageRow<ApiToken>
{
    [JsonPropertyName("u")]
    public long UserId { get; set; }

    [JsonPropertyName("n")]
    public string Name { get; set; } = "";

    [JsonPropertyName("h")]
    public string Hash { get; set; } = "";

    [JsonPropertyName("w")]
    public long? WorkspaceId { get; set; }

    [JsonPropertyName("r")]
    public long? RevokedAt { get; set; }

    [JsonPropertyName("x")]
    public long? ExpiresAt { get; set; }

    [JsonPropertyName("g")]
    public long? GrantId { get; set; }

    [JsonPropertyName("q")]
    public int? RequestsPerMinute { get; set; }

    public static TokenRow From(ApiToken token)
    {
        var row = new TokenRow
        {
            UserId = token.UserId,
            Name = token.Name,
            Hash = token.Hash,
            WorkspaceId = token.WorkspaceId,
            RevokedAt = token.RevokedAt is { } at ? Microseconds.FromInstant(at) : null,
            ExpiresAt = token.ExpiresAt is { } end ? Microseconds.FromInstant(end) : null,
            GrantId = token.GrantId,
            RequestsPerMinute = token.RequestsPerMinute,
        };
        row.Stamp(token);
        return row;
    }

    protected override Entity Convert() => new ApiToken
    {
        UserId = UserId,
        Name = Name,
        Hash = Hash,
        WorkspaceId = WorkspaceId,
        RevokedAt = RevokedAt is { } at ? Microseconds.ToInstant(at) : null,
        ExpiresAt = ExpiresAt is { } end ? Microseconds.ToInstant(end) : null,
        GrantId = GrantId,
        RequestsPerMinute = RequestsPerMinute,
    };
}

/// <summary>A stored listing of a membership.</summary>
internal sealed class MembershipRow : ImageRow<Membership>
{
    [JsonPropertyName("u")]
    public long UserId { get; set; }

    [JsonPropertyName("w")]
    public long WorkspaceId { get; set; }

    public static MembershipRow From(Membership membership)
    {
        var row = new MembershipRow { UserId = membership.UserId, WorkspaceId = membership.WorkspaceId };
        row.Stamp(membership);
        return row;
    }

    protected override Entity Convert() => new Membership { UserId = UserId, WorkspaceId = WorkspaceId };
}
