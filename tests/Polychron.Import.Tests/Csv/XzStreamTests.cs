using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Polychron.Import.Csv;

namespace Polychron.Import.Tests.Csv;

/// <summary>Files in .xz, which the command unpacks with the program of the system; without one the tests are skipped.</summary>
public class XzStreamTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"line {i * 7919 % 50_021}\n")));

    [SkippableFact]
    public async Task A_packed_file_is_read_as_its_text()
    {
        using var packed = new MemoryStream(await PackAsync());
        await using var stream = await InputFile.OpenAsync(packed, inner => new XzStream(inner), default);
        using var unpacked = new MemoryStream();
        await stream.CopyToAsync(unpacked);

        Assert.Equal(Text, unpacked.ToArray());
    }

    [SkippableFact]
    public async Task A_file_that_is_cut_off_is_refused_in_the_words_of_the_program()
    {
        using var packed = new MemoryStream((await PackAsync())[..5_000]);
        await using var stream = await InputFile.OpenAsync(packed, inner => new XzStream(inner), default);

        var refusal = await Assert.ThrowsAsync<FileRefusedException>(() => stream.CopyToAsync(Stream.Null));

        Assert.Contains("xz", refusal.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task It_can_be_left_before_its_end()
    {
        using var packed = new MemoryStream(await PackAsync());
        await using var stream = await InputFile.OpenAsync(packed, inner => new XzStream(inner), default);

        Assert.NotEqual(0, await stream.ReadAsync(new byte[10]));
    }

    private static async Task<byte[]> PackAsync()
    {
        try
        {
            using var xz = Process.Start(new ProcessStartInfo("xz", ["-c"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            var packed = new MemoryStream();
            var reading = xz.StandardOutput.BaseStream.CopyToAsync(packed);
            await xz.StandardInput.BaseStream.WriteAsync(Text);
            xz.StandardInput.Close();
            await reading;
            await xz.WaitForExitAsync();
            return packed.ToArray();
        }
        catch (Win32Exception)
        {
            throw new SkipException("There is no xz program.");
        }
    }
}
