using Arise.Defects;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Close-packed layers in sequences with faults: stacking faults and twins of fcc, fcc sheets in hcp, pieces of dhcp
/// and alpha-samarium, and any sequence; every layer has its own label.
/// </summary>
internal sealed class StackingSamples(CrystalClasses classes, AtomSampleSettings settings)
{
    private const double Distance = 2.7;
    private const double MostNoise = 0.11;
    private const double MostNoiseOfLongPeriods = 0.08;
    private const double LargestShare = 0.5;

    private static readonly ChemicalElement Element = ChemicalElement.Parse("Cu");

    private readonly short _cubic = classes.LabelOf("fcc_Cu_A_cF4_225_a");
    private readonly short _hexagonal = classes.LabelOf("hcp_Mg_A_hP2_194_c");
    private readonly short _alternating = classes.LabelOf("dhcp_alphaLa_A_hP4_194_ac");
    private readonly short _samarium = classes.LabelOf("rhombAlphaSm_Sm_A_hR3_166_ac");

    /// <summary>The kind.</summary>
    public SampleKind Kind => new("stackings", settings.Stackings, Make);

    /// <summary>The layers of a sequence as a crystal with labels, its layers across z.</summary>
    /// <param name="stacking">The sequence.</param>
    /// <param name="labels">Label of each layer.</param>
    /// <param name="stretch">Distance of layers as a share of that of hard spheres.</param>
    /// <param name="basis">Atoms above every place of a layer: height in distances of layers, and species.</param>
    /// <param name="edge">Distance of neighbors within a layer, Angstrom.</param>
    /// <param name="spacing">Distance of layers of hard spheres, in distances of neighbors within a layer.</param>
    public static AtomicStructure Build(
        Stacking stacking,
        short[] labels,
        double stretch,
        IReadOnlyList<(double Height, ChemicalElement Element)> basis,
        double edge,
        double spacing)
    {
        double height = spacing * stretch * edge;
        Vector3D step = new(0, edge / Math.Sqrt(3), 0);
        Vector3D a = new(edge, 0, 0), b = new(0, Math.Sqrt(3) * edge, 0);
        var positions = new List<Vector3D>();
        var species = new List<ChemicalElement>();
        var label = new List<short>();
        int shift = 0;
        for (int layer = 0; layer < stacking.Count; layer++)
        {
            foreach ((double above, ChemicalElement element) in basis)
            {
                Vector3D place = (shift * step) + new Vector3D(0, 0, (layer * height) + (above * height));
                positions.AddRange([place, place + (0.5 * a) + (0.5 * b)]);
                species.AddRange([element, element]);
                label.AddRange([labels[layer], labels[layer]]);
            }

            shift += stacking.Steps[layer];
        }

        Vector3D c = (shift * step) + new Vector3D(0, 0, stacking.Count * height);
        var cell = new AtomicStructure(
            [.. positions], [.. species], new Lattice(a, b, c), Periodicity.Bulk);
        return LabelColumn.Set(cell, [.. label]);
    }

    /// <summary>
    /// Leaves so many atoms of the most frequent label untold that it has no more than all others together: rows drawn
    /// at random then hold a fair share of the atoms of a fault.
    /// </summary>
    public static AtomicStructure Balance(AtomicStructure structure, Draws draws)
    {
        short[] labels = LabelColumn.Of(structure);
        int[] told = [.. Enumerable.Range(0, labels.Length).Where(atom => labels[atom] != AtomSample.Untold)];
        if (told.Length == 0)
            return structure;
        IGrouping<short, int> most = told.GroupBy(atom => labels[atom]).MaxBy(group => group.Count())!;
        int others = told.Length - most.Count();
        int kept = (int)(others * LargestShare / (1 - LargestShare));
        if (others == 0 || kept >= most.Count())
            return structure;
        int[] atoms = [.. most];
        foreach (int k in draws.Choose(atoms.Length, atoms.Length - kept))
            labels[atoms[k]] = AtomSample.Untold;
        return LabelColumn.Set(structure, labels);
    }

    private IReadOnlyList<AtomSample> Make(int index, Draws draws)
    {
        (string name, Stacking stacking) = StackingSequences.Draw(index, draws);
        short[] labels = stacking.Labels(_cubic, _hexagonal, _alternating, _samarium);
        AtomicStructure cell = Build(
            stacking, labels, draws.Uniform(0.98, 1.02), [(0, Element)], Distance, Math.Sqrt(2.0 / 3));
        AtomicStructure sites = cell.Repeat(draws.Between(6, 7), 4, 1);
        if (draws.Chance(0.6))
            sites = Noise.SmallStrain(draws).Apply(sites);
        if (draws.Chance(0.2))
            sites = Vacancies.Remove(sites, draws.Uniform(0, 0.05), draws.Seed());
        bool hasLongPeriod = labels.Contains(_alternating) || labels.Contains(_samarium);
        double noise = Noise.Amount(hasLongPeriod ? MostNoiseOfLongPeriods : MostNoise, draws);
        AtomicStructure hot = Noise.Heat(sites, noise * Distance, Distance, draws);
        if (draws.Chance(0.5))
            hot = ForeignAtoms.IntoElement(hot, Distance, draws);
        return [LabelColumn.Sample(settings.TellsAll ? hot : Balance(hot, draws), name, settings.Rows)];
    }
}
