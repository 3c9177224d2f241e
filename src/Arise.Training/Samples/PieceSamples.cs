using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Pieces of matter in which the class of every atom is known: melts, glasses, hot crystals, fronts, grain boundaries,
/// stackings with faults, other crystals. What a piece is to be called follows from the shares of its atoms.
/// </summary>
internal sealed class PieceSamples(AtomSamples matter, int pieces)
{
    // A phase with a smaller share is what it is in people's samples: a defect of the other one.
    private const double LeastShare = 0.12;
    private const double Whole = 0.15;
    private const int MostOfWhole = 700;
    private const int FewestTold = 8;

    /// <summary>The kinds, as the matter has them.</summary>
    public IEnumerable<StructureKind> Kinds => matter.AllKinds.Select(kind => new StructureKind(
        kind.Name, kind.Count, (index, draws) => [.. kind.Make(index, draws).SelectMany(one => Cut(one, draws))]));

    private IEnumerable<StructureSample> Cut(AtomSample sample, Draws draws)
    {
        AtomicStructure structure = LabelColumn.Set(sample.Structure, sample.Labels.AsSpan());
        double distance = NearestNeighborDistance.OfAllAtoms(structure);
        if (double.IsNaN(distance))
            yield break;
        for (int piece = 0; piece < pieces; piece++)
        {
            AtomicStructure part = structure.Count <= MostOfWhole && draws.Chance(Whole)
                ? structure
                : Pieces.Cut(structure, distance, draws);
            if (Judge(part) is { } judged)
                yield return judged;
        }
    }

    /// <summary>
    /// The two most frequent labels of atoms with their shares; null where too few atoms are told, or where a third
    /// phase has a share worth naming.
    /// </summary>
    internal static StructureSample? Judge(AtomicStructure labeled)
    {
        short[] labels = [.. LabelColumn.Of(labeled).Where(label => label != AtomSample.Untold)];
        if (labels.Length < FewestTold)
            return null;
        ImmutableArray<(short Label, int Count)> counts =
        [
            .. labels.GroupBy(label => label)
                .Select(group => (group.Key, group.Count()))
                .OrderByDescending(group => group.Item2)
                .ThenBy(group => group.Key),
        ];
        if (counts.Length > 2 && counts[2].Count >= LeastShare * labels.Length)
            return null;
        var bare = new AtomicStructure(
            labeled.Positions, labeled.Species, labeled.Lattice, labeled.Periodicity, name: labeled.Name);
        if (counts.Length == 1 || counts[1].Count < LeastShare * labels.Length)
            return new StructureSample(bare, counts[0].Label);
        double share = counts[1].Count / (double)(counts[0].Count + counts[1].Count);

        // Of two phases one of which is none, the crystal stands first.
        return counts[0].Label == AtomSample.None
            ? new StructureSample(bare, counts[1].Label, AtomSample.None, 1 - share)
            : new StructureSample(bare, counts[0].Label, counts[1].Label, share);
    }
}
