using NodaTime;

namespace Polychron.UseCases.Ports.Forms;

/// <summary>What all instances of the server have to agree on for the forms of its pages: the key that signs them, and which were sent.</summary>
public interface IFormStore
{
    /// <summary>The key, 32 random bytes: the same on all instances and after a restart. Made by whoever asks first.</summary>
    ValueTask<ReadOnlyMemory<byte>> GetKeyAsync(CancellationToken cancellation = default);

    /// <summary>Notes that a form was sent. False if it was before, on any instance.</summary>
    /// <param name="id">The form's id: 1 to 64 letters or digits.</param>
    /// <param name="expiresAt">When the form is no longer accepted anyway, so that the note may be forgotten.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<bool> TryUseAsync(string id, Instant expiresAt, CancellationToken cancellation = default);
}
