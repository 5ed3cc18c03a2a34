using NodaTime;
using Polychron.Domain.Projects;
using Polychron.Storage.Tests.Backends;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;

namespace Polychron.Storage.Tests.Logs;

/// <summary>Writes of more rows than a batch holds.</summary>
public abstract class LargeWriteSuite<TBackend> : LogSuite<TBackend>
    where TBackend : IStorageBackend, new()
{
    [SkippableFact]
    public async Task A_write_of_many_rows_is_one_write()
    {
        var log = await StartAsync();
        var root = await CreateTreeAsync(log, 300);
        await log.WriteAsync(LogWorld.WorkspaceId, 1, transaction =>
        {
            DeleteProject.Run(transaction, root.Id);
            return ValueTask.FromResult(true);
        });
        Assert.Equal(0, (await log.OpenAsync(LogWorld.WorkspaceId)).Picture.Projects.Count);
        await LogWorld.CheckAsync(Store);
    }

    [SkippableFact]
    public async Task Replacing_many_entries_is_one_write()
    {
        var log = await StartAsync();
        for (var i = 0; i < 40; i++)
        {
            await LogWorld.CreateAsync(log, 1, i * 15);
        }

        await log.WriteAsync(LogWorld.WorkspaceId, 1, transaction => CreateEntry.RunAsync(transaction, new CreateEntry.Command
        {
            Start = LogWorld.Start + Duration.FromMinutes(5),
            End = LogWorld.Start + Duration.FromMinutes(39 * 15 + 5),
            ReplaceExisting = true,
        }));
        var view = await log.OpenAsync(LogWorld.WorkspaceId);
        var entries = await LogWorld.AllAsync(view, new EntryScan(EntryIndex.User, 1));
        Assert.Equal([300L, (39 * 15) * 60, 300L], entries.OrderBy(entry => entry.Start).Select(entry => entry.DurationSeconds));
        await LogWorld.CheckAsync(Store);
    }

    /// <summary>A tree of projects with the root first.</summary>
    private static Task<Project> CreateTreeAsync(IWorkspaceLog log, int children) =>
        log.WriteAsync(LogWorld.WorkspaceId, 1, transaction =>
        {
            var random = new SystemRandomSource();
            var root = CreateProject.Run(transaction, random, new CreateProject.Command { Title = "root" });
            for (var i = 0; i < children; i++)
            {
                CreateProject.Run(transaction, random, new CreateProject.Command
                {
                    Title = $"child {i}",
                    Parent = ProjectReference.ById(root.Id),
                    Notes = new string('n', 200),
                });
            }

            return ValueTask.FromResult(root);
        });
}

public sealed class MemoryLargeWriteTests : LargeWriteSuite<MemoryBackend>;

public sealed class SqliteLargeWriteTests : LargeWriteSuite<SqliteBackend>;

public sealed class AzuriteLargeWriteTests : LargeWriteSuite<AzuriteBackend>;
