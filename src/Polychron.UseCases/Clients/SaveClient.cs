using Polychron.Domain.Clients;
using Polychron.Domain.CustomFields;
using Polychron.Domain.Errors;
using Polychron.UseCases.CustomFields;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Clients;

/// <summary>Creates and changes clients. For owners and managers.</summary>
public static class SaveClient
{
    /// <summary>Creates one.</summary>
    public static Client Create(IWorkspaceTransaction transaction, ClientChanges changes)
    {
        ManagePermit.WorkManager(transaction);
        var draft = Apply(new Client { Name = "" }, changes);
        return transaction.Create(draft);
    }

    /// <summary>Changes one.</summary>
    /// <exception cref="DomainException">There is no such client, the condition does not hold, or a value is not acceptable.</exception>
    public static Client Update(
        IWorkspaceTransaction transaction, long id, ClientChanges changes, Func<Client, bool>? precondition = null)
    {
        ManagePermit.WorkManager(transaction);
        var before = FindClient.Run(transaction, id);
        return precondition?.Invoke(before) == false
            ? throw DomainException.PreconditionFailed()
            : transaction.Update(before, Apply(before, changes));
    }

    private static Client Apply(Client client, ClientChanges changes)
    {
        var after = client with
        {
            Name = changes.Name.Or(client.Name),
            IsArchived = changes.IsArchived.Or(client.IsArchived),
            ExternalId = changes.ExternalId.Or(client.ExternalId),
            CustomFields = CustomFieldSet.Merge(client.CustomFields, changes.CustomFields ?? []),
        };
        if (string.IsNullOrWhiteSpace(after.Name))
        {
            throw DomainException.Invalid(Fields.Name, "can't be blank");
        }

        if (after.Name.Length > Client.MaxNameLength)
        {
            throw DomainException.Invalid(Fields.Name, $"is too long (maximum is {Client.MaxNameLength} characters)");
        }

        var errors = new List<FieldError>();
        CustomFieldRules.CheckLimits(client.CustomFields, changes.CustomFields, after.CustomFields, changes.CustomFieldLimits, errors);
        CustomFieldRules.Check(changes.CustomFields, after.CustomFields, errors);
        return errors.Count > 0 ? throw DomainException.Invalid(errors) : after;
    }
}
