using Polychron.Domain.Errors;
using Polychron.Testing;
using Polychron.UseCases.Users;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Workspaces;

namespace Polychron.Storage.Tests.Operations;

/// <summary>One workspace that moves to another server.</summary>
public sealed class WorkspaceMoveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_moves_with_its_people_and_their_tokens_to_a_server_that_has_nobody()
    {
        await using var source = await SourceAsync();
        await source.Transfer.ExportAsync(Folder("x"), 3);
        await using var target = StoreUnderTest.Embedded(Folder("to"));

        await target.Transfer.ImportAsync(Folder("x"));

        Assert.Equal(StoreUnderTest.OwnerEmail, (await target.Directory.FindUserAsync(1))!.Email);
        Assert.Equal([3], await target.Directory.ListWorkspacesOfAsync(1));
        Assert.Equal(
            (await source.Directory.ListTokensAsync(1)).Select(token => (token.Id, token.Hash)),
            (await target.Directory.ListTokensAsync(1)).Select(token => (token.Id, token.Hash)));
        var (here, there) = ((await source.Log.OpenAsync(3)).Picture, (await target.Log.OpenAsync(3)).Picture);
        Assert.Equal(here.Sequence, there.Sequence);
        Assert.Equal(here.UserTallies[1], there.UserTallies[1]);
        Assert.Empty(await target.FaultsAsync());

        // Nobody else gets a number that has come with the workspace.
        var newcomer = await target.AddMemberAsync(3, "new@example.com");
        Assert.True(newcomer > 6, $"The newcomer got {newcomer}.");
        Assert.Equal(here.Sequence + 2, (await target.TrackAsync(3, 1, 90, "after the move")).Id);
    }

    [Fact]
    public async Task It_moves_to_a_server_that_has_the_same_people()
    {
        await using var source = await SourceAsync();
        await source.Transfer.ExportAsync(Folder("all"), null);
        await using var target = StoreUnderTest.Embedded(Folder("to"));
        await target.Transfer.ImportAsync(Folder("all"));

        // A workspace of the same owner that only the source has.
        var made = await CreateWorkspace.RunAsync(
            source.Directory, source.Log, new CreateWorkspace.Command { Name = "Second", OwnerUserId = 1 });
        await source.TrackAsync(made.Id, 1, 1, "in the second");
        await source.Transfer.ExportAsync(Folder("x"), made.Id);

        await target.Transfer.ImportAsync(Folder("x"));

        Assert.Equal([3, made.Id], (await target.Directory.ListWorkspacesOfAsync(1)).Order());
        Assert.Equal(1, (await target.Log.OpenAsync(made.Id)).Picture.UserTallies[1].Count);
        Assert.Empty(await target.FaultsAsync());
        await Assert.ThrowsAsync<DomainException>(() => target.Transfer.ImportAsync(Folder("x")));
    }

    [Theory]
    [InlineData("somebody.else@example.com", 0)]
    [InlineData(StoreUnderTest.OwnerEmail, 0)]
    [InlineData("somebody.else@example.com", 5)]
    public async Task Where_its_numbers_mean_others_it_is_refused_and_nothing_is_written(string owner, int others)
    {
        await using (var source = await SourceAsync())
        {
            await source.Transfer.ExportAsync(Folder("x"), 3);
        }

        await using var target = StoreUnderTest.Embedded(Folder("to"));
        for (var other = 0; other < others; other++)
        {
            await CreateUser.RunAsync(target.Directory, new SystemRandomSource(), new CreateUser.Command($"other{other}@example.com", "Other"));
        }

        await target.Directory.WriteAsync(transaction => ValueTask.FromResult(true));
        await CreateUser.RunAsync(target.Directory, new SystemRandomSource(), new CreateUser.Command("first@example.com", "First"));
        if (await target.Directory.FindUserByEmailAsync(owner) is null)
        {
            await CreateUser.RunAsync(target.Directory, new SystemRandomSource(), new CreateUser.Command(owner, "Olivia"));
        }

        var before = await target.RowsAsync();

        var refusal = await Assert.ThrowsAsync<DomainException>(() => target.Transfer.ImportAsync(Folder("x")));

        Assert.Contains("cannot move", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await target.RowsAsync());
    }

    [Fact]
    public async Task A_workspace_that_is_not_there_is_not_exported()
    {
        await using var source = await SourceAsync();
        await Assert.ThrowsAsync<DomainException>(() => source.Transfer.ExportAsync(Folder("x"), 99));
        Assert.False(Directory.Exists(Folder("x")));
    }

    private async Task<StoreUnderTest> SourceAsync()
    {
        var source = StoreUnderTest.Embedded(Folder("from"));
        var workspace = await source.BootstrapAsync();
        var member = await source.AddMemberAsync(workspace, "max@example.com");
        for (var hour = 0; hour < 10; hour++)
        {
            await source.TrackAsync(workspace, hour % 2 == 0 ? 1 : member, hour, "work");
        }

        return source;
    }

    private string Folder(string name) => Path.Combine(_folder.Path, name);
}
