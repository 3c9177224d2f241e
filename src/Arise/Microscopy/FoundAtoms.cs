using System.Collections.Immutable;
using System.Globalization;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Microscopy;

/// <summary>The atoms of an image, and how they were found.</summary>
public sealed record FoundAtoms
{
    /// <summary>The element that atoms are written as where nobody says what they are.</summary>
    internal static readonly ChemicalElement Unnamed = ChemicalElement.FromAtomicNumber(6);

    /// <summary>The property of a structure that tells <see cref="SaturatedShare"/> of its image.</summary>
    internal const string SaturationProperty = "saturated_share";

    /// <summary>The atoms in the order of rows, then columns.</summary>
    public required ImmutableArray<FoundAtom> Atoms { get; init; }

    /// <summary>The element of each atom; empty where nobody said what they can be.</summary>
    public ImmutableArray<ChemicalElement> Species { get; init; } = [];

    /// <summary>
    /// Probability of the element of each atom, by its intensity among those asked for; empty without species.
    /// </summary>
    public ImmutableArray<double> SpeciesProbabilities { get; init; } = [];

    /// <summary>Pixels per row of the image.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the image.</summary>
    public required int Height { get; init; }

    /// <summary>Side of a pixel in Angstrom; null where it is not known.</summary>
    public double? PixelSize { get; init; }

    /// <summary>
    /// What somebody said the distance of nearest atoms is, Angstrom, and of how many species the sample is; null where
    /// nobody did. Written with the atoms, it tells a classification which layers the image can show.
    /// </summary>
    public (double Bond, int Species)? Layer { get; init; }

    /// <summary>Mean distance of an atom from those next to it, pixels.</summary>
    public required double Spacing { get; init; }

    /// <summary>What found them: "classical", "network".</summary>
    public required string Finder { get; init; }

    /// <summary>Why that was chosen, a clause.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether atoms are dark in the image.</summary>
    public bool IsInverted { get; init; }

    /// <summary>Whether the image shows the planes of a lattice.</summary>
    public bool HasLattice { get; init; }

    /// <summary>Share of the image where atoms can be seen.</summary>
    public double UsableShare { get; init; } = 1;

    /// <summary>Share of the pixels that are as bright as they can be.</summary>
    public double SaturatedShare { get; init; }

    /// <summary>Height of an atom over the noise of one of the pixels that it was found in.</summary>
    public double SignalToNoise { get; init; }

    /// <summary>Pixels per side of the blocks that became one pixel before atoms were looked for.</summary>
    public int Block { get; init; } = 1;

    /// <summary>The same atoms with a pixel size from the lattice: the bond over <see cref="Spacing"/>.</summary>
    /// <param name="bond">Distance of nearest atoms in the plane of the image, Angstrom.</param>
    public FoundAtoms WithBond(double bond)
    {
        Setting.Require(
            bond > 0 && double.IsFinite(bond), nameof(bond),
            FormattableString.Invariant($"A bond of {bond} Angstrom: it must be a positive number."));
        return this with { PixelSize = bond / Spacing };
    }

    /// <summary>The same atoms with elements by their intensities.</summary>
    /// <param name="elements">What the atoms can be, the most common first.</param>
    /// <exception cref="ArgumentException">There is no element.</exception>
    public FoundAtoms WithSpecies(IReadOnlyList<ChemicalElement> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        Setting.Require(elements.Count > 0, nameof(elements), "Atoms need an element.");
        ImmutableArray<(ChemicalElement Element, double Probability)> found = SpeciesByIntensity.Of(Atoms, elements);
        return this with
        {
            Species = [.. found.Select(one => one.Element)],
            SpeciesProbabilities = [.. found.Select(one => one.Probability)],
        };
    }

    /// <summary>
    /// The atoms as a flat structure without a cell: x = column, y = row, z = 0, in Angstrom where the pixel size is
    /// known, else in pixels; with columns intensity, width, confidence and position_error.
    /// </summary>
    /// <param name="name">What a person calls it; may be null.</param>
    public AtomicStructure ToStructure(string? name = null) =>
        Structure([.. Enumerable.Range(0, Atoms.Length)], (atom, _) => (atom.X, atom.Y), name);

    /// <summary>
    /// A structure that the image may show, too: every atom is there with the probability of its confidence, and moved
    /// by its error.
    /// </summary>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <param name="number">Number of the sample: other numbers give other samples.</param>
    public AtomicStructure Sample(ulong seed, ulong number)
    {
        RandomNumbers random = RandomStreams.Of(RandomStreams.PositionSamples, seed, number);
        int[] kept = [.. Enumerable.Range(0, Atoms.Length)
            .Where(k => random.Uniform(4 * (ulong)k) < Atoms[k].Confidence)];
        return Structure(
            kept,
            (atom, k) => (
                atom.X + (atom.PositionError * random.Normal((4 * (ulong)k) + 2)),
                atom.Y + (atom.PositionError * random.Normal((4 * (ulong)k) + 3))),
            null);
    }

    private AtomicStructure Structure(
        int[] kept, Func<FoundAtom, int, (double X, double Y)> place, string? name)
    {
        double scale = PixelSize ?? 1;
        var properties = new Dictionary<string, string>
        {
            ["finder"] = Finder,
            ["image_size"] = string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}"),
            [SaturationProperty] = SaturatedShare.ToString("0.####", CultureInfo.InvariantCulture),
        };
        if (Layer is { } layer)
        {
            properties["bond"] = layer.Bond.ToString(CultureInfo.InvariantCulture);
            properties["bond_species"] = layer.Species.ToString(CultureInfo.InvariantCulture);
        }

        if (PixelSize is { } size)
            properties["pixel_size"] = size.ToString("G6", CultureInfo.InvariantCulture);
        else
            properties[LengthUnit.Key] = "pixel";
        return new AtomicStructure(
            [.. kept.Select(k => place(Atoms[k], k) is var (x, y) ? new Vector3D(scale * x, scale * y, 0) : default)],
            [.. kept.Select(k => Species.IsEmpty ? Unnamed : Species[k])],
            columns:
            [
                Column("intensity", atom => atom.Intensity),
                Column("width", atom => scale * atom.Width),
                Column("confidence", atom => atom.Confidence),
                Column("position_error", atom => scale * atom.PositionError),
                .. SpeciesProbabilities.IsEmpty ? []
                    : new[] { AtomColumn.Real("species_probability", [.. kept.Select(k => SpeciesProbabilities[k])]) },
            ],
            properties: properties,
            name: name);

        AtomColumn Column(string title, Func<FoundAtom, double> value) =>
            AtomColumn.Real(title, [.. kept.Select(k => value(Atoms[k]))]);
    }
}
