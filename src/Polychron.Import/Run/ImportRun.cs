using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Time;
using Polychron.Domain.Workspaces;
using Polychron.Import.Csv;
using Polychron.Import.Formats;
using Polychron.Import.Rows;
using Polychron.Import.Values;
using Polychron.UseCases.Imports;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Import.Run;

/// <summary>
/// Imports files. A file is read as a stream; while one batch of rows is written, the next one is read. What was written
/// stays whatever happens afterwards, and importing the same file again goes on where it was.
/// </summary>
public sealed class ImportRun(IDirectory directory, IWorkspaceLog log, IRandomSource random)
{
    /// <summary>Imports a file.</summary>
    /// <param name="file">The file's text, in which no byte was read yet (see <see cref="InputFile"/>).</param>
    /// <param name="options">What to do.</param>
    /// <param name="observer">Who is told.</param>
    /// <param name="cancellation">Stops after the batch that is being written.</param>
    /// <exception cref="FileRefusedException">The file cannot be read, or not further.</exception>
    /// <exception cref="DomainException">There is no such workspace, or an option is not acceptable.</exception>
    /// <exception cref="UseCases.Ports.Tables.StorageUnavailableException">The store could not answer.</exception>
    public async Task<ImportSummary> RunAsync(
        Stream file, ImportOptions options, IImportObserver observer, CancellationToken cancellation = default)
    {
        var format = ImportFormat.Find(options.Format)
            ?? throw DomainException.Invalid("format", $"A format is one of: {string.Join(", ", ImportFormat.All.Select(known => known.Name))}.");
        var view = await log.OpenAsync(options.WorkspaceId, cancellation).ConfigureAwait(false);
        var workspace = view.Picture.Workspace ?? throw DomainException.NotFound("Workspace");
        var owner = OwnerOf(view.Picture);
        var ledger = new ImportLedger();
        await ledger.ReadAsync(view, cancellation).ConfigureAwait(false);
        var context = new ReadingContext(ZoneOf(options.Zone ?? workspace.TimeZone), options.Dates, workspace.Currency, options.SubProjects);
        var nobody = options.User is { } email ? MemberOf(view.Picture, email).Id : owner.Id;
        IBatchSink sink = options.IsDryRun
            ? new DrySink(view.Picture, ledger)
            : new WritingSink(directory, log, random, workspace.Id, owner.Id, ledger);

        using var source = new CsvSource(file, options.Encoding is { } name ? InputFile.EncodingOf(name) : null);
        var header = Header.Read(format, await source.ReadAsync(cancellation).ConfigureAwait(false));
        var row = new RowReader(header);
        var ahead = new Queue<CsvRecord>();
        if (context.DateOrder == DateOrder.Auto && format.DateColumn is { } dates && header.Find(dates) is not null)
        {
            (var order, ahead) = await DateOrderFinder.FindAsync(source, row, dates, cancellation).ConfigureAwait(false);
            context = context with { DateOrder = order };
        }

        var progress = new Progress(format, header, sink, observer);
        var ids = new RowIds(format);
        var writing = Task.CompletedTask;
        var batch = new Batch();
        try
        {
            while ((ahead.TryDequeue(out var record) ? record : await source.ReadAsync(cancellation).ConfigureAwait(false)) is { } next)
            {
                Read(next);
                if (batch.IsFull)
                {
                    await FlushAsync().ConfigureAwait(false);
                }
            }

            await FlushAsync().ConfigureAwait(false);
        }
        catch (FileRefusedException)
        {
            // What was read before the fault is imported all the same.
            await FlushAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            // Whatever ends the reading, the batch that is being written is waited for and counted.
            await writing.ConfigureAwait(false);
        }

        return progress.Summary;

        void Read(CsvRecord record)
        {
            var read = row.Take(record) ? format.Read(row, context) : null;
            if (read is null || row.Complaint is not null)
            {
                var (column, reason) = row.Complaint ?? (null, "cannot be read");
                batch.Rejected.Add(new Rejection(record.Line, column is null ? "" : header.NameOf(column), reason));
                return;
            }

            batch.Add(record.Line, read with { Id = ids.Next(row), UserId = nobody });
        }

        async Task FlushAsync()
        {
            var full = batch;
            batch = new Batch();
            await writing.ConfigureAwait(false);
            writing = Task.Run(() => progress.TakeAsync(full, cancellation), cancellation);
        }
    }

    private static Member OwnerOf(WorkspacePicture picture) =>
        picture.Members.GetValueOrDefault(picture.Workspace!.OwnerUserId) is { IsActive: true, Role: Role.Owner } owner
            ? owner
            : picture.Members.Values.Where(member => member is { IsActive: true, Role: Role.Owner }).MinBy(member => member.Id)
                ?? throw DomainException.Conflict(Fields.Owner, "The workspace has no owner in whose name to import.");

    private static Member MemberOf(WorkspacePicture picture, string email) =>
        ImportPeople.Find(picture, new PersonName(email, email))
        ?? throw DomainException.Invalid(Fields.User, "No member of the workspace has this e-mail address.");

    private static DateTimeZone ZoneOf(string id) => Zones.TryFind(id, out var zone)
        ? zone
        : throw DomainException.Invalid("zone", "A time zone is a TZDB id such as Europe/Berlin or UTC.");
}
