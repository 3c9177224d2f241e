using System.Globalization;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Synthesis;

/// <summary>
/// Many small crystals with known answers: cells of the prototypes in turn, each with its own scale and displaced
/// atoms. The property "prototype" is the label of the class. Crystal k depends on the seed and k only.
/// </summary>
public sealed record SmallCrystals
{
    /// <summary>Number of crystals.</summary>
    public int Count { get; init; } = 1000;

    /// <summary>Most atoms of a cell; prototypes of larger ones are left out.</summary>
    public int MostAtoms { get; init; } = 12;

    /// <summary>
    /// Displacements: each component uniform up to this share of the nearest-neighbor distance.
    /// </summary>
    public double Displacement { get; init; } = 0.03;

    /// <summary>Lengths differ from those of the prototype by a factor uniform within 1 plus or minus this.</summary>
    public double ScaleSpread { get; init; } = 0.1;

    /// <summary>Seed of all that is random.</summary>
    public ulong Seed { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the parameter is the property.</exception>
    public void Validate()
    {
        Setting.RequireCount(Count, 1, 1_000_000_000, nameof(Count), "crystals");
        Setting.RequireCount(MostAtoms, 2, 1000, nameof(MostAtoms), "atoms of a cell");
        Setting.Require(
            Displacement is >= 0 and <= 10,
            nameof(Displacement),
            string.Create(
                CultureInfo.InvariantCulture, $"A displacement of {Displacement}: from 0 to 10 is possible."));
        Setting.Require(
            ScaleSpread is >= 0 and < 1,
            nameof(ScaleSpread),
            string.Create(CultureInfo.InvariantCulture, $"A spread of {ScaleSpread}: from 0 to below 1 is possible."));
    }

    /// <summary>The crystals, one at a time.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public IEnumerable<AtomicStructure> Build()
    {
        Validate();
        return Crystals();
    }

    private IEnumerable<AtomicStructure> Crystals()
    {
        (AtomicStructure Structure, double Length, Dictionary<string, string> Answer)[] cells =
        [
            .. PrototypeLibrary.Families
                .Where(prototype => prototype.Structure.Count <= MostAtoms)
                .Select(prototype => (
                    prototype.Structure,
                    NearestNeighborDistance.OfAllAtoms(prototype.Structure),
                    new Dictionary<string, string> { ["prototype"] = prototype.Label })),
        ];
        for (int k = 0; k < Count; k++)
        {
            (AtomicStructure cell, double length, Dictionary<string, string> answer) = cells[k % cells.Length];
            double scale = RandomStreams.Of(RandomStreams.CrystalScales, Seed, (ulong)k)
                .Uniform(0, 1 - ScaleSpread, 1 + ScaleSpread);
            AtomicStructure moved = Displacements.Uniform(cell, Displacement * length, Seed, (ulong)k);
            var positions = new Vector3D[moved.Count];
            for (int atom = 0; atom < positions.Length; atom++)
                positions[atom] = scale * moved.Positions[atom];
            Lattice? lattice = moved.Lattice is { } one
                ? new Lattice(scale * one.A, scale * one.B, scale * one.C)
                : null;
            yield return new AtomicStructure(
                positions, moved.Species, lattice, moved.Periodicity, properties: answer);
        }
    }
}
