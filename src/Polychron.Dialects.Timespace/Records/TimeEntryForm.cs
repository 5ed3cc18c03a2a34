using System.Text.Json;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.UseCases;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>Time entries.</summary>
internal sealed class TimeEntryForm() : RecordForm(
    RecordType.TimeEntry, Title, Notes, Start, End, User, Project, Labels, Billing, ExternalId)
{
    /// <summary>What <see cref="Entry.CreatedFrom"/> says of entries that are made here.</summary>
    private const string Origin = "timespace";

    private static readonly Field Title = new("title") { MaxLength = EntryLimits.MaxTitleLength };
    private static readonly Field Notes = new("notes", FieldType.Text) { MaxLength = EntryLimits.MaxNotesLength };
    private static readonly Field Start = new("start", FieldType.Datetime) { IsRequired = true };
    private static readonly Field End = new("end", FieldType.Datetime) { IsRequired = true };
    private static readonly Field User = new("user") { IsForNew = true, Reference = RecordKind.Person };
    private static readonly Field Project = new("project") { Reference = RecordKind.Project };
    private static readonly Field Labels = new("labels") { IsList = true, Reference = RecordKind.Label };
    private static readonly Field Billing = new("billing_status") { Words = BillingWords.All };
    private static readonly Field ExternalId = new("external_id") { MaxLength = EntryLimits.MaxExternalIdLength };

    /// <inheritdoc />
    public override string NameOf(Entity record) => ((Entry)record).Title ?? "";

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, Scope scope, Entity record)
    {
        var entry = (Entry)record;
        var picture = scope.View.Picture;
        json.WriteString("title"u8, entry.Title);
        json.WriteString("notes"u8, entry.Notes);
        json.WriteInstant("start", entry.Start);
        json.WritePropertyName("end"u8);
        if (entry.End is { } end)
        {
            json.WriteInstantValue(end);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteNumber("duration_seconds"u8, entry.SecondsAt(scope.Now));
        json.WriteBoolean("is_running"u8, entry.IsRunning);
        json.WriteString("user"u8, scope.UserId(entry.UserId));
        json.WriteString("user_name"u8, picture.Members.GetValueOrDefault(entry.UserId)?.Name);
        var project = entry.ProjectId is { } projectId ? picture.Projects.Find(projectId) : null;
        json.WriteString("project"u8, project is null ? null : scope.Id(RecordKind.Project, project.Id));
        json.WriteString("project_title"u8, project?.Title);
        json.WriteStartArray("labels"u8);
        foreach (var label in entry.LabelIds.Where(picture.Labels.ContainsKey))
        {
            json.WriteStringValue(scope.Id(RecordKind.Label, label));
        }

        json.WriteEndArray();
        json.WriteString("billing_status"u8, BillingWords.Of(entry.BillingStatus));
        json.WriteString("external_id"u8, entry.ExternalId);
        json.WriteString("created_by"u8, scope.UserId(entry.CreatorUserId));
        json.WriteString("updated_by"u8, scope.UserId(entry.UpdaterUserId));
    }

    /// <inheritdoc />
    public override async ValueTask<Entity> CreateAsync(RecordWrite write)
    {
        var fields = write.Fields;
        var (start, end) = (fields.Moment(Start), fields.Moment(End));
        var (user, project, labels) = (fields.Reference(User), fields.Reference(Project), fields.References(Labels));
        var (title, notes, externalId) = (fields.Text(Title), fields.Text(Notes), fields.Text(ExternalId));
        var billing = fields.WordOrNone(Billing, BillingWords.Parse);
        fields.ThrowIfInvalid();
        return await CreateEntry.RunAsync(write.Transaction, new CreateEntry.Command
        {
            Start = start.Or(default),
            End = end.Or(default),
            UserId = user.Or(null),
            Project = project.Or(null) is { } id ? ProjectReference.ById(id) : null,

            // Without this an entry that names no project has none, where Timely's rule would choose one.
            ObeysProject = project.Or(null) is not null,
            LabelIds = labels.Or([]),
            Title = title.Or(null),
            Notes = notes.Or(null),
            BillingStatus = billing.Or(null),
            ExternalId = externalId.Or(null),
            Origin = Origin,
        }).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override async ValueTask<Entity> UpdateAsync(RecordWrite write, long id)
    {
        var fields = write.Fields;
        var project = fields.Reference(Project);
        var labels = fields.References(Labels);
        var changes = new EntryChanges
        {
            Start = fields.Moment(Start),
            End = fields.Moment(End),
            Project = project.IsSet
                ? Change<ProjectReference?>.To(project.Or(null) is { } named ? ProjectReference.ById(named) : null)
                : default,
            ObeysProject = true,
            LabelIds = labels.IsSet ? Change<IReadOnlyCollection<long>>.To(labels.Or([])) : default,
            Title = fields.Text(Title),
            Notes = fields.Text(Notes),
            BillingStatus = fields.WordOrNone(Billing, BillingWords.Parse),
            ExternalId = fields.Text(ExternalId),
            Origin = Origin,
        };
        fields.ThrowIfInvalid();
        return await UpdateEntry.RunAsync(
            write.Transaction, new UpdateEntry.Command { Id = id, AllowOtherUsers = true, Changes = changes }).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override ValueTask DeleteAsync(IWorkspaceTransaction transaction, long id) => DeleteEntry.OfAnyUserAsync(transaction, id);
}
