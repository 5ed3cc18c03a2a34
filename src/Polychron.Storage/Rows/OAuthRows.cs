using System.Text.Json.Serialization;
using NodaTime;
using Polychron.Domain.Log;
using Polychron.Domain.OAuth;
using Polychron.Domain.Time;

namespace Polychron.Storage.Rows;

/// <summary>A stored OAuth application: the hash of its secret, never the secret.</summary>
internal sealed class OAuthApplicationRow : ImageRow<OAuthApplication>
{
    [JsonPropertyName("w")]
    public long WorkspaceId { get; set; }

    [JsonPropertyName("u")]
    public long CreatorUserId { get; set; }

    [JsonPropertyName("n")]
    public string Name { get; set; } = "";

    [JsonPropertyName("k")]
    public string Uid { get; set; } = "";

    [JsonPropertyName("h")]
    public string? SecretHash { get; set; }

    [JsonPropertyName("r")]
    public List<string> RedirectUris { get; set; } = [];

    [JsonPropertyName("d")]
    public long? DeletedAt { get; set; }

    public static OAuthApplicationRow From(OAuthApplication application)
    {
        var row = new OAuthApplicationRow
        {
            WorkspaceId = application.WorkspaceId,
            CreatorUserId = application.CreatorUserId,
            Name = application.Name,
            Uid = application.Uid,
            SecretHash = application.SecretHash,
            RedirectUris = [.. application.RedirectUris],
            DeletedAt = application.DeletedAt is { } at ? Microseconds.FromInstant(at) : null,
        };
        row.Stamp(application);
        return row;
    }

    protected override Entity Convert() => new OAuthApplication
    {
        WorkspaceId = WorkspaceId,
        CreatorUserId = CreatorUserId,
        Name = Name,
        Uid = Uid,
        SecretHash = SecretHash,
        RedirectUris = [.. RedirectUris],
        DeletedAt = DeletedAt is { } at ? Microseconds.ToInstant(at) : null,
    };
}

/// <summary>A stored OAuth grant: hashes of its secrets, never the secrets.</summary>
internal sealed class OAuthGrantRow : ImageRow<OAuthGrant>
{
    [JsonPropertyName("u")]
    public long UserId { get; set; }

    [JsonPropertyName("a")]
    public long ApplicationId { get; set; }

    [JsonPropertyName("w")]
    public long? WorkspaceId { get; set; }

    [JsonPropertyName("ch")]
    public string CodeHash { get; set; } = "";

    [JsonPropertyName("cx")]
    public long CodeExpiresAt { get; set; }

    [JsonPropertyName("r")]
    public string RedirectUri { get; set; } = "";

    [JsonPropertyName("cc")]
    public string? CodeChallenge { get; set; }

    [JsonPropertyName("x")]
    public long? ExchangedAt { get; set; }

    [JsonPropertyName("fh")]
    public string? FamilyHash { get; set; }

    [JsonPropertyName("rh")]
    public string? RefreshHash { get; set; }

    [JsonPropertyName("t")]
    public long? TokenId { get; set; }

    [JsonPropertyName("th")]
    public string? TokenHash { get; set; }

    [JsonPropertyName("d")]
    public long? RevokedAt { get; set; }

    public static OAuthGrantRow From(OAuthGrant grant)
    {
        var row = new OAuthGrantRow
        {
            UserId = grant.UserId,
            ApplicationId = grant.ApplicationId,
            WorkspaceId = grant.WorkspaceId,
            CodeHash = grant.CodeHash,
            CodeExpiresAt = Microseconds.FromInstant(grant.CodeExpiresAt),
            RedirectUri = grant.RedirectUri,
            CodeChallenge = grant.CodeChallenge,
            ExchangedAt = Number(grant.ExchangedAt),
            FamilyHash = grant.FamilyHash,
            RefreshHash = grant.RefreshHash,
            TokenId = grant.TokenId,
            TokenHash = grant.TokenHash,
            RevokedAt = Number(grant.RevokedAt),
        };
        row.Stamp(grant);
        return row;
    }

    protected override Entity Convert() => new OAuthGrant
    {
        UserId = UserId,
        ApplicationId = ApplicationId,
        WorkspaceId = WorkspaceId,
        CodeHash = CodeHash,
        CodeExpiresAt = Microseconds.ToInstant(CodeExpiresAt),
        RedirectUri = RedirectUri,
        CodeChallenge = CodeChallenge,
        ExchangedAt = Moment(ExchangedAt),
        FamilyHash = FamilyHash,
        RefreshHash = RefreshHash,
        TokenId = TokenId,
        TokenHash = TokenHash,
        RevokedAt = Moment(RevokedAt),
    };

    private static long? Number(Instant? at) => at is { } instant ? Microseconds.FromInstant(instant) : null;

    private static Instant? Moment(long? at) => at is { } number ? Microseconds.ToInstant(number) : null;
}
