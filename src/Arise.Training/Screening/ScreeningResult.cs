using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Arise.Baselines.SpaceGroups;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Screening;

/// <summary>What is written of one structure.</summary>
/// <param name="Structure">The atoms.</param>
/// <param name="Answer">What they were recognized as.</param>
/// <param name="SpaceGroup">The space group, if one was asked for and found.</param>
/// <param name="Packed">Its bytes, compressed (<see cref="StructureContent"/>).</param>
internal sealed record ScreeningResult(
    AtomicStructure Structure, Classification Answer, FoundSpaceGroup? SpaceGroup, byte[] Packed)
{
    /// <summary>The descriptor in half precision, little-endian: relative error at most 0.0005.</summary>
    public byte[] Descriptor()
    {
        byte[] bytes = new byte[2 * Answer.Descriptor.Length];
        for (int k = 0; k < Answer.Descriptor.Length; k++)
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(2 * k), (Half)Answer.Descriptor[k]);
        return bytes;
    }

    /// <summary>The symbols of the elements in alphabetical order, each between blanks: " Au Cu ".</summary>
    public string Elements() => $" {string.Join(' ', Counts().Keys)} ";

    /// <summary>The formula of the smallest whole numbers, elements in alphabetical order: "AuCu3".</summary>
    public string ReducedFormula()
    {
        SortedDictionary<string, int> counts = Counts();
        int divisor = (int)counts.Values.Aggregate(
            BigInteger.Zero, (common, count) => BigInteger.GreatestCommonDivisor(common, count));
        return string.Concat(counts.Select(one => one.Value == divisor
            ? one.Key
            : string.Create(CultureInfo.InvariantCulture, $"{one.Key}{one.Value / divisor}")));
    }

    private SortedDictionary<string, int> Counts()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (ChemicalElement element in Structure.Species)
            counts[element.Symbol] = counts.GetValueOrDefault(element.Symbol) + 1;
        return counts;
    }
}
