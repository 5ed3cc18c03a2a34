using NodaTime;
using Polychron.Domain.Log;

namespace Polychron.UseCases.Ports.Directory;

/// <summary>A hold on the directory. What is read through <see cref="IDirectory"/> inside the work is checked by the commit: if it changed, the work runs again.</summary>
public interface IDirectoryTransaction
{
    /// <summary>The moment of the write, whole microseconds.</summary>
    Instant Now { get; }

    /// <summary>Creates an entity from a draft; its id is the sequence number of its record.</summary>
    T Create<T>(T draft)
        where T : Entity;

    /// <summary>Changes an entity.</summary>
    T Update<T>(T before, T after)
        where T : Entity;

    /// <summary>Deletes an entity: its rows go, its log stays.</summary>
    void Delete<T>(T before)
        where T : Entity;
}
