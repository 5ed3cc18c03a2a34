using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Log;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>The forms of all types.</summary>
internal sealed class RecordForms(IDirectory directory, IWorkspaceLog log, IRandomSource random)
{
    private readonly Dictionary<RecordType, RecordForm> _forms = new RecordForm[]
    {
        new TimeEntryForm(), new ProjectForm(random), new ClientForm(), new LabelForm(), new TeamForm(),
        new PersonForm(directory), new RobotUserForm(directory, log), new CloudForm(),
    }.ToDictionary(form => form.Type);

    /// <summary>The form of a type, which is not that of all records.</summary>
    public RecordForm this[RecordType type] => _forms[type];

    /// <summary>The form of an entity.</summary>
    public RecordForm Of(Entity record) => _forms[RecordId.Of(1, record).Type];
}
