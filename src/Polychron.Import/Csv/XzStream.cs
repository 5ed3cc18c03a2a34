using System.ComponentModel;
using System.Diagnostics;

namespace Polychron.Import.Csv;

/// <summary>
/// Unpacks .xz with the xz program of the system, as tar does: .NET has no such thing. For the command line, whose user
/// could run the program as well; never for what a server is sent.
/// </summary>
internal sealed class XzStream : ForwardOnlyStream
{
    private readonly Process _xz;
    private readonly Task _feeding;
    private bool _ended;

    /// <exception cref="FileRefusedException">There is no xz program.</exception>
    public XzStream(Stream packed)
    {
        try
        {
            _xz = Process.Start(new ProcessStartInfo("xz", ["-dc"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception e)
        {
            throw new FileRefusedException("This is an .xz file, and there is no xz program to unpack it with: install xz-utils, or unpack the file.", e);
        }

        _feeding = Task.Run(() => FeedAsync(packed));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _xz.StandardOutput.BaseStream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read == 0 && buffer.Length > 0 && !_ended)
        {
            _ended = true;
            var complaint = await _xz.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await _xz.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            if (_xz.ExitCode != 0)
            {
                throw new FileRefusedException($"The file cannot be unpacked. {complaint.Trim()}");
            }
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => _xz.StandardOutput.BaseStream.Read(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!_xz.HasExited)
            {
                _xz.Kill();
            }

            _feeding.ContinueWith(static _ => { }, TaskScheduler.Default);
            _xz.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task FeedAsync(Stream packed)
    {
        try
        {
            await packed.CopyToAsync(_xz.StandardInput.BaseStream).ConfigureAwait(false);
            _xz.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It ended early: because of what it read, which its exit code tells, or because nobody reads on.
        }
    }
}
