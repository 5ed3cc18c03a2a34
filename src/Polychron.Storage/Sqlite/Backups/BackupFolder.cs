using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Storage.Files;
using Polychron.UseCases.Ports.Operations;

namespace Polychron.Storage.Sqlite.Backups;

/// <summary>
/// The folder of the backups: for each a database file, and beside it a file that describes it.
/// </summary>
/// <remarks>
/// Order of crashes: the copy is made under a name that is never listed, forced to the disk and described, and gets its own
/// name last. So whatever has that name is whole. A deletion takes the database first: a description alone is not listed.
/// </remarks>
internal sealed partial class BackupFolder(string folder)
{
    private const string Prefix = "polychron-";
    private const string Extension = ".db";
    private const string Description = ".json";
    private const string Partial = ".partial";
    private const string LockFile = "backups.lock";

    public string Path { get; } = System.IO.Path.GetFullPath(folder);

    /// <summary>Where a copy is made.</summary>
    public string PartialPath => System.IO.Path.Combine(Path, "backup" + Partial);

    /// <summary>Keeps others from making a backup here, and clears what one that was killed has left; null if another one is at it.</summary>
    public IDisposable? TryTake()
    {
        Directory.CreateDirectory(Path);
        FileStream held;
        try
        {
            held = new FileStream(System.IO.Path.Combine(Path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(System.IO.Path.Combine(Path, LockFile)))
        {
            return null;
        }

        ClearPartial();
        return held;
    }

    /// <summary>Removes a copy that did not become a backup.</summary>
    public void ClearPartial()
    {
        foreach (var left in Directory.EnumerateFiles(Path, "*" + Partial + "*"))
        {
            File.Delete(left);
        }
    }

    /// <summary>Gives the finished copy its name.</summary>
    public Backup Publish(Backup described)
    {
        var name = described.Name;
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new BackupDescription(
                described.MadeAt.ToUnixTimeTicks(), described.Bytes, described.Sha256, described.DirectorySequence, described.Workspaces),
            BackupJson.Default.BackupDescription);
        DurableFiles.Write(FullPath(name) + Description, json);
        DurableFiles.Publish(PartialPath, FullPath(name));
        return described;
    }

    /// <summary>A name for a backup of this moment that no backup has.</summary>
    public string NewName(Instant at)
    {
        var stem = Prefix + at.ToDateTimeUtc().ToString("yyyyMMdd'-'HHmmss", CultureInfo.InvariantCulture);
        var name = stem + Extension;
        for (var again = 2; File.Exists(FullPath(name)); again++)
        {
            name = $"{stem}-{again}{Extension}";
        }

        return name;
    }

    /// <summary>All backups, the newest first.</summary>
    public IReadOnlyList<Backup> List() => Directory.Exists(Path)
        ?
        [
            .. Directory.EnumerateFiles(Path, Prefix + "*" + Extension)
                .Select(file => Find(System.IO.Path.GetFileName(file)))
                .OfType<Backup>()
                .OrderByDescending(backup => backup.MadeAt)
                .ThenByDescending(backup => backup.Name, StringComparer.Ordinal),
        ]
        : [];

    /// <summary>The backup of a name.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public Backup Get(string name) => Find(name) ?? throw DomainException.NotFound("Backup");

    /// <summary>Opens a backup that <see cref="Get"/> found.</summary>
    public Stream Open(Backup backup) => new FileStream(
        FullPath(backup.Name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true);

    /// <summary>Deletes a backup that <see cref="Get"/> found.</summary>
    public void Delete(Backup backup)
    {
        File.Delete(FullPath(backup.Name));
        File.Delete(FullPath(backup.Name) + Description);
        DurableFiles.FlushFolder(Path);
    }

    // A caller's name is looked at before it becomes part of a path: it can name nothing but a backup of this folder.
    private Backup? Find(string name)
    {
        if (!NamePattern().IsMatch(name) || !File.Exists(FullPath(name)))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(FullPath(name) + Description), BackupJson.Default.BackupDescription) is { } found
                && new FileInfo(FullPath(name)).Length == found.Bytes
                ? new Backup(name, found.Bytes, Instant.FromUnixTimeTicks(found.MadeAtTicks), found.Sha256, found.DirectorySequence, found.Workspaces)
                : null;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            // Somebody has put a file here, or is just deleting one.
            return null;
        }
    }

    private string FullPath(string name) => System.IO.Path.Combine(Path, name);

    [GeneratedRegex(@"^polychron-[0-9]{8}-[0-9]{6}(-[0-9]{1,4})?\.db\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
