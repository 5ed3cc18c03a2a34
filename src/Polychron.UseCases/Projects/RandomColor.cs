using System.Buffers.Binary;
using Polychron.UseCases.Ports.Ambient;

namespace Polychron.UseCases.Projects;

/// <summary>A colour of random hue, 70 % saturation and 100 % value (Timing, "Create project", parameter color).</summary>
internal static class RandomColor
{
    public static string Next(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[4];
        random.Fill(bytes);
        var hue = BinaryPrimitives.ReadUInt32LittleEndian(bytes) % 360;

        // HSV to RGB with V = 1: the channels lie between 1 - S = 0.3 and 1.
        return $"#{Channel(5, hue):X2}{Channel(3, hue):X2}{Channel(1, hue):X2}";
    }

    private static int Channel(int n, uint hue)
    {
        var k = (n + hue / 60.0) % 6;
        return (int)Math.Round(255 * (1 - 0.7 * Math.Max(0, Math.Min(Math.Min(k, 4 - k), 1))));
    }
}
