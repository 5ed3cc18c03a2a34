using Polychron.Soak.Wires;

namespace Polychron.Soak.Load;

/// <summary>How a write whose reply may be lost is sent.</summary>
internal sealed class Doubts(Wire wire, Random random, string mark)
{
    private int _keys;

    /// <summary>How many replies were lost of writes that could not be repeated, so that it was looked up what had become of them.</summary>
    public int LookedUp { get; private set; }

    /// <summary>
    /// Sends a write under an Idempotency-Key until it is answered: however often it was sent, it has one effect. Now and then it is
    /// sent once more though it was answered, and has to get the same answer.
    /// </summary>
    public async Task<WireAnswer> WithKeyAsync(WireRequest request)
    {
        var keyed = request.With("Idempotency-Key", $"{mark}-{_keys++}");
        var answer = await wire.RepeatAsync(keyed);
        if (random.Next(12) != 0)
        {
            return answer;
        }

        var again = await wire.RepeatAsync(keyed);
        return again.Status == answer.Status && again.Body == answer.Body
            ? answer
            : answer with { Status = 0, Body = $"Under the same Idempotency-Key first {answer}, then {again}" };
    }

    /// <summary>Sends a write, or part of the time under a key. Null: the reply is lost, and whether it happened is to be looked up.</summary>
    public async Task<WireAnswer?> OnceAsync(WireRequest request)
    {
        if (random.Next(5) < 3)
        {
            return await WithKeyAsync(request);
        }

        try
        {
            return await wire.SendAsync(request);
        }
        catch (LostReplyException)
        {
            LookedUp++;
            return null;
        }
    }
}
