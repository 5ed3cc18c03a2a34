using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime.Text;
using Polychron.Domain.Errors;
using Polychron.UseCases.Ports.Operations;

namespace Polychron.Operator.Command;

/// <summary>Has a running server make a backup, and fetches it.</summary>
internal static class RemoteBackup
{
    private const string Partial = ".partial";

    /// <summary>
    /// Makes, downloads and checks a backup. The file has its name when its hash is the one that the server told; the backup
    /// stays on the server as well.
    /// </summary>
    /// <exception cref="DomainException">The file exists, the server refuses, or what came is not what it made.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached.</exception>
    public static async Task<Backup> FetchAsync(Uri server, string key, string path, CancellationToken cancellation)
    {
        if (File.Exists(path))
        {
            throw DomainException.Conflict("backup", $"'{path}' exists; name a new file.");
        }

        // A large store takes as long as its disk does.
        using var http = new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var made = await http.PostAsync(new Uri("/operator/backups", UriKind.Relative), null, cancellation).ConfigureAwait(false);
        var backup = Read(await ReadBodyAsync(made, cancellation).ConfigureAwait(false));
        using var sent = await http.GetAsync(
            new Uri($"/operator/backups/{backup.Name}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (!sent.IsSuccessStatusCode)
        {
            throw Refused(sent, await sent.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false));
        }

        try
        {
            var hash = await SaveAsync(sent, path + Partial, cancellation).ConfigureAwait(false);
            if (hash != backup.Sha256)
            {
                throw DomainException.Conflict("backup", "What came is not what the server made; try again.");
            }

            File.Move(path + Partial, path);
            return backup;
        }
        finally
        {
            File.Delete(path + Partial);
        }
    }

    private static async Task<string> SaveAsync(HttpResponseMessage sent, string path, CancellationToken cancellation)
    {
        using var hash = SHA256.Create();
        await using var content = await sent.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        await using var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true);
        await content.CopyToAsync(hashed, cancellation).ConfigureAwait(false);
        await hashed.FlushFinalBlockAsync(cancellation).ConfigureAwait(false);
        file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static async Task<JsonElement> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        return response.IsSuccessStatusCode ? JsonElement.Parse(text) : throw Refused(response, text);
    }

    private static Backup Read(JsonElement body) => new(
        body.GetProperty("name").GetString()!,
        body.GetProperty("bytes").GetInt64(),
        InstantPattern.ExtendedIso.Parse(body.GetProperty("made_at").GetString()!).Value,
        body.GetProperty("sha256").GetString()!,
        body.GetProperty("directory_sequence").GetInt64(),
        body.GetProperty("workspaces").GetInt64());

    private static DomainException Refused(HttpResponseMessage response, string text) => DomainException.Conflict(
        "backup", $"The server answered {(int)response.StatusCode}: {(text.Length > 500 ? text[..500] : text)}");
}
