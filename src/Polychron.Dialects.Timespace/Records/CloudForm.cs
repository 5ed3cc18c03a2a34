using System.Text.Json;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Log;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>Clouds, which are only read: whoever runs the server makes and changes them.</summary>
internal sealed class CloudForm() : RecordForm(RecordType.Cloud)
{
    /// <inheritdoc />
    public override string NameOf(Entity record) => ((Workspace)record).Name;

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, Scope scope, Entity record)
    {
        var workspace = (Workspace)record;
        json.WriteString("name"u8, workspace.Name);
        json.WriteString("currency"u8, workspace.Currency);
        json.WriteString("time_zone"u8, workspace.TimeZone);
        json.WriteString("color"u8, workspace.Color);
        json.WriteString("owner"u8, scope.UserId(workspace.OwnerUserId));
        json.WriteBoolean("is_read_only"u8, workspace.BillingState == BillingState.ReadOnly);
    }
}
