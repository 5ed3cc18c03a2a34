using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Polychron.Storage.Files;

/// <summary>
/// Files that are there whole or not at all, also after a loss of power: written under another name, forced to the disk,
/// renamed, and the folder with the new name forced to the disk too.
/// </summary>
internal static class DurableFiles
{
    private const int CopyBytes = 1 << 20;

    /// <summary>Forces a file's contents to the disk.</summary>
    public static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Renames a file whose contents are on the disk; when it returns, the name is on the disk as well.</summary>
    public static void Publish(string from, string to, bool overwrite = false)
    {
        File.Move(from, to, overwrite);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>Writes a small file in one step.</summary>
    public static void Write(string path, ReadOnlySpan<byte> contents)
    {
        var partial = path + ".partial";
        using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            file.Write(contents);
            file.Flush(flushToDisk: true);
        }

        Publish(partial, path, overwrite: true);
    }

    /// <summary>Copies a file and forces the copy to the disk.</summary>
    public static async Task CopyAsync(string from, string to, CancellationToken cancellation)
    {
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read, CopyBytes, useAsync: true);
        await using var target = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None, CopyBytes, useAsync: true);
        await source.CopyToAsync(target, CopyBytes, cancellation).ConfigureAwait(false);
        target.Flush(flushToDisk: true);
    }

    /// <summary>The SHA-256 hash of a file in lower-case hexadecimal.</summary>
    public static async Task<string> HashAsync(string path, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, CopyBytes, useAsync: true);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation).ConfigureAwait(false));
    }

    /// <summary>
    /// Forces the names in a folder to the disk. .NET opens no folders, so this is the C library's fsync; Windows has no such
    /// call and keeps names in its file system's journal.
    /// </summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(folder, ReadOnly);
        if (handle < 0)
        {
            throw new IOException($"'{folder}' cannot be opened: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }

        var error = Sync(handle) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = Close(handle);

        // File systems that cannot do it (some network ones) say so; they have no more to offer.
        if (error is not (0 or InvalidArgument))
        {
            throw new IOException($"'{folder}' cannot be forced to the disk: {new Win32Exception(error).Message}");
        }
    }

    private const int ReadOnly = 0;
    private const int InvalidArgument = 22;

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
