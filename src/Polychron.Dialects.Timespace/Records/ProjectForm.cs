using System.Text.Json;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Billing;
using Polychron.Domain.Log;
using Polychron.Domain.Projects;
using Polychron.UseCases;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Projects.Settings;
using Polychron.UseCases.Rates;
using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>
/// Projects. Their own values are for all who may change the project; client and people are settings, which managers keep.
/// </summary>
internal sealed class ProjectForm(IRandomSource random) : RecordForm(
    RecordType.Project, Title, Notes, Color, Client, People, Billing, Archived)
{
    private static readonly Field Title = new("title") { IsRequired = true, MaxLength = ProjectLimits.MaxTitleLength };
    private static readonly Field Notes = new("notes", FieldType.Text) { MaxLength = ProjectLimits.MaxNotesLength };
    private static readonly Field Color = new("color") { MaxLength = 7 };
    private static readonly Field Client = new("client") { Reference = RecordKind.Client };
    private static readonly Field People = new("people") { IsList = true, Reference = RecordKind.Person };
    private static readonly Field Billing = new("billing_status") { Words = BillingWords.All };
    private static readonly Field Archived = new("archived", FieldType.Boolean);

    /// <inheritdoc />
    public override string NameOf(Entity record) => ((Project)record).Title;

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, Scope scope, Entity record)
    {
        var project = (Project)record;
        var picture = scope.View.Picture;
        json.WriteString("title"u8, project.Title);
        json.WriteString("notes"u8, project.Notes);
        json.WriteString("color"u8, project.Color);
        var client = project.ClientId is { } clientId ? picture.Clients.GetValueOrDefault(clientId) : null;
        json.WriteString("client"u8, client is null ? null : scope.Id(RecordKind.Client, client.Id));
        json.WriteString("client_name"u8, client?.Name);
        json.WriteString("parent"u8, project.ParentId is { } parent ? scope.Id(RecordKind.Project, parent) : null);
        json.WriteString("team"u8, project.TeamId is { } team ? scope.Id(RecordKind.Team, team) : null);
        json.WriteStartArray("people"u8);
        foreach (var user in project.Users.Keys)
        {
            if (scope.UserId(user) is { } id)
            {
                json.WriteStringValue(id);
            }
        }

        json.WriteEndArray();
        json.WriteString("billing_status"u8, project.DefaultBillingStatus is { } status ? BillingWords.Of(status) : null);
        json.WriteBoolean("archived"u8, project.IsArchived);
        json.WriteString("external_id"u8, project.ExternalId);
        json.WriteString("created_by"u8, scope.UserId(project.CreatorUserId));
    }

    /// <inheritdoc />
    public override ValueTask<Entity> CreateAsync(RecordWrite write)
    {
        var values = Values.Read(write.Fields);
        if (!values.HasSettings)
        {
            return ValueTask.FromResult<Entity>(CreateProject.Run(write.Transaction, random, new CreateProject.Command
            {
                Title = values.Title.Or(""),
                Notes = values.Notes.Or(null),
                Color = values.Color.IsSet ? values.Color.Or("") : null,
                DefaultBillingStatus = values.Billing.Or(null),
                IsArchived = values.IsArchived.Or(false),
                IsShared = true,
            }));
        }

        var settings = values.Settings with
        {
            Title = values.Title,
            Color = values.Color,
            DefaultBillingStatus = values.Billing,
            IsArchived = values.IsArchived,
            Users = values.People.IsSet ? values.Settings.Users : Change<IReadOnlyList<(long, long?)>>.To([]),
        };
        var project = CreateManagedProject.Run(write.Transaction, settings);
        return ValueTask.FromResult<Entity>(values.Notes.Or(null) is { } notes
            ? UpdateProject.Run(write.Transaction, new UpdateProject.Command { Id = project.Id, Notes = Change<string?>.To(notes) })
            : project);
    }

    /// <inheritdoc />
    public override async ValueTask<Entity> UpdateAsync(RecordWrite write, long id)
    {
        var values = Values.Read(write.Fields);
        if (values.HasSettings)
        {
            // Hours keep the rates that they were written with.
            await UpdateManagedProject.RunAsync(
                write.Transaction,
                new UpdateManagedProject.Command { Id = id, Settings = values.Settings, Rerate = RerateScope.None }).ConfigureAwait(false);
        }

        return UpdateProject.Run(write.Transaction, new UpdateProject.Command
        {
            Id = id,
            Title = values.Title,
            Notes = values.Notes,
            Color = values.Color,
            DefaultBillingStatus = values.Billing,
            IsArchived = values.IsArchived,
        });
    }

    /// <inheritdoc />
    public override ValueTask DeleteAsync(IWorkspaceTransaction transaction, long id)
    {
        DeleteProject.Run(transaction, id);
        return ValueTask.CompletedTask;
    }

    private sealed record Values(
        Change<string> Title,
        Change<string?> Notes,
        Change<string> Color,
        Change<long?> Client,
        Change<IReadOnlyList<long>> People,
        Change<BillingStatus?> Billing,
        Change<bool> IsArchived)
    {
        public bool HasSettings => Client.IsSet || People.IsSet;

        public ProjectSettings Settings => new()
        {
            ClientId = Client,
            Users = People.IsSet
                ? Change<IReadOnlyList<(long, long?)>>.To([.. People.Or([]).Select(user => (user, (long?)null))])
                : default,
        };

        public static Values Read(FieldReader fields)
        {
            var values = new Values(
                fields.Line(ProjectForm.Title),
                fields.Text(ProjectForm.Notes),
                fields.Line(ProjectForm.Color),
                fields.Reference(ProjectForm.Client),
                fields.References(ProjectForm.People),
                fields.WordOrNone(ProjectForm.Billing, BillingWords.Parse),
                fields.Boolean(Archived));
            fields.ThrowIfInvalid();
            return values;
        }
    }
}
