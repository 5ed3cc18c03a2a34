using NodaTime;
using Polychron.Domain.Log;
using Polychron.Domain.OAuth;
using Polychron.Domain.Users;
using Polychron.Storage.Rows;

namespace Polychron.Storage.Tests.Rows;

/// <summary>What OAuth stores comes back as it was, from its row and from the log.</summary>
public sealed class OAuthRowTests
{
    private static readonly Instant At = Instant.FromUtc(2024, 3, 1, 12, 0) + Duration.FromMilliseconds(1);

    private static readonly OAuthApplication Application = new()
    {
        Id = 5,
        Version = 2,
        CreatedAt = At,
        UpdatedAt = At + Duration.FromDays(1),
        WorkspaceId = 3,
        CreatorUserId = 4,
        Name = "Clock \"Sync\" \u00fc",
        Uid = "uid",
        SecretHash = "hash",
        RedirectUris = ["https://a.example/", "https://b.example/"],
        DeletedAt = At + Duration.FromDays(1),
    };

    private static readonly OAuthGrant Grant = new()
    {
        Id = 6,
        Version = 1,
        CreatedAt = At,
        UpdatedAt = At,
        UserId = 7,
        ApplicationId = 5,
        WorkspaceId = 8,
        CodeHash = "c",
        CodeExpiresAt = At + Duration.FromSeconds(60),
        RedirectUri = "https://a.example/",
        CodeChallenge = "challenge",
        ExchangedAt = At + Duration.FromSeconds(1),
        FamilyHash = "f",
        RefreshHash = "r",
        TokenId = 9,
        TokenHash = "t",
        RevokedAt = At + Duration.FromSeconds(2),
    };

    private static readonly ApiToken Token = new()
    {
        Id = 9,
        Version = 1,
        CreatedAt = At,
        UpdatedAt = At,
        UserId = 7,
        Name = "OAuth",
        Hash = "t",
        ExpiresAt = At + Duration.FromDays(365),
        GrantId = 6,
    };

    [Fact]
    public void Rows_keep_every_value()
    {
        Same(Application, RowCodec.ReadApplication(RowCodec.WriteEntity(Application)));
        Assert.Equal(Grant, RowCodec.ReadGrant(RowCodec.WriteEntity(Grant)));
        Assert.Equal(Token, RowCodec.ReadToken(RowCodec.WriteEntity(Token)));
    }

    [Fact]
    public void What_may_be_left_out_stays_left_out()
    {
        var bare = Application with { SecretHash = null, DeletedAt = null };
        var fresh = Grant with
        {
            WorkspaceId = null,
            CodeChallenge = null,
            ExchangedAt = null,
            FamilyHash = null,
            RefreshHash = null,
            TokenId = null,
            TokenHash = null,
            RevokedAt = null,
        };
        Same(bare, RowCodec.ReadApplication(RowCodec.WriteEntity(bare)));
        Assert.Equal(fresh, RowCodec.ReadGrant(RowCodec.WriteEntity(fresh)));
    }

    [Fact]
    public void The_log_keeps_creations_changes_and_deletions()
    {
        foreach (var (before, after) in new (Entity? Before, Entity? After)[] { (null, Grant), (Grant, Grant with { Version = 2 }), (Grant, null), (Token, null) })
        {
            var record = new LogRecord(11, At, 0, before, after);
            var pack = new LogPackRow { OperationId = "op", Records = [RecordRow.From(record)] };
            Assert.Equal(record, RowCodec.Read(RowCodec.Write(pack, RowCodec.Pack), RowCodec.Pack).Records.Single().ToRecord());
        }

        var application = RecordRow.From(new LogRecord(11, At, 0, null, Application)).ToRecord();
        Same(Application, Assert.IsType<OAuthApplication>(application.After));
    }

    private static void Same(OAuthApplication expected, OAuthApplication found)
    {
        Assert.Equal(expected.RedirectUris.ToArray(), found.RedirectUris.ToArray());
        Assert.Equal(expected, found with { RedirectUris = expected.RedirectUris });
    }
}
