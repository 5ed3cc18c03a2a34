using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Users;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Users;
using Polychron.UseCases.Workspaces;

namespace Polychron.UseCases.Imports;

/// <summary>
/// Finds the people whom an import names among the members of the workspace, those who left included, and takes in the
/// missing ones, as members without a token. For owners.
/// </summary>
public static class ImportPeople
{
    /// <summary>The most people of one call: as many as the directory takes in one batch.</summary>
    public const int MaxPeople = 20;

    /// <summary>Whether these are acceptable as a person's name and address; null if so.</summary>
    public static FieldError? Check(PersonName person)
    {
        try
        {
            ProfileRules.CheckName(person.Name, ImportFields.Person);
            ProfileRules.CheckEmail(person.Email ?? "somebody@example.com");
            return null;
        }
        catch (DomainException refusal)
        {
            return new FieldError(ImportFields.Person, refusal.Message);
        }
    }

    /// <summary>
    /// The member who is meant: by address where there is one, else the only one of that name, else whom an earlier import
    /// made of the name. Null if there is none.
    /// </summary>
    public static Member? Find(WorkspacePicture picture, PersonName person)
    {
        var email = person.Email;
        if (email is null)
        {
            var named = picture.Members.Values
                .Where(member => string.Equals(member.Name, person.Name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
            if (named is [var only])
            {
                return only;
            }

            email = InventedAddress.Of(person.Name);
        }

        return picture.Members.Values
            .FirstOrDefault(member => string.Equals(member.Email, email, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Takes in those who are missing. Returns the user of each person by <see cref="PersonName.Key"/>, and how many were new.
    /// </summary>
    /// <remarks>
    /// The directory comes first, where users are found or made and get the workspace into their list, then the workspace. A
    /// crash between leaves users in whose list is a workspace that they are not yet in, which lets nobody in; importing
    /// again completes it.
    /// </remarks>
    /// <exception cref="DomainException">The caller may not, or a name or address is not acceptable.</exception>
    public static async ValueTask<(IReadOnlyDictionary<string, long> UserIds, int Made)> RunAsync(
        IDirectory directory, IWorkspaceTransaction transaction, IReadOnlyCollection<PersonName> people)
    {
        ManagePermit.PeopleManager(transaction);
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        var missing = new Dictionary<string, PersonName>(StringComparer.OrdinalIgnoreCase);
        foreach (var person in people)
        {
            if (Find(transaction.Picture, person) is { } member)
            {
                found[person.Key] = member.Id;
            }
            else
            {
                missing.TryAdd(person.Email ?? InventedAddress.Of(person.Name), person);
            }
        }

        if (missing.Count == 0)
        {
            return (found, 0);
        }

        var zone = transaction.Picture.Workspace?.TimeZone ?? "UTC";
        var users = await directory.WriteAsync(async work =>
        {
            var listed = new List<(PersonName Person, User User)>(missing.Count);
            foreach (var (email, person) in missing)
            {
                var user = await directory.FindUserByEmailAsync(email).ConfigureAwait(false)
                    ?? await CreateUser.AddAsync(directory, work, new CreateUser.Command(email, person.Name, zone)).ConfigureAwait(false);
                if (!(await directory.ListWorkspacesOfAsync(user.Id).ConfigureAwait(false)).Contains(transaction.WorkspaceId))
                {
                    work.Create(new Membership { UserId = user.Id, WorkspaceId = transaction.WorkspaceId });
                }

                listed.Add((person, user));
            }

            return listed;
        }).ConfigureAwait(false);
        foreach (var (person, user) in users)
        {
            found[person.Key] = (transaction.Picture.Members.GetValueOrDefault(user.Id)
                ?? SeedWorkspace.AddMember(transaction, user, Role.Member)).Id;
        }

        return (found, users.Count);
    }
}
