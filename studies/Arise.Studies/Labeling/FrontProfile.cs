using Arise.Samples;

namespace Arise.Studies.Labeling;

/// <summary>
/// Answers layer by layer from the front between a crystal and its melt, of one model and many frames. The crystal is
/// at the ends of the cell along z, the melt in the middle. A front lies where as many atoms of the crystal are beyond
/// it as of the melt before it; layer 0 is the first one of the crystal.
/// </summary>
/// <param name="thickness">Distance of layers, Angstrom.</param>
/// <param name="crystal">The right answer on one side.</param>
/// <param name="dhcp">A wrong answer that is counted on its own.</param>
internal sealed class FrontProfile(double thickness, short crystal, short dhcp)
{
    /// <summary>Layers to each side.</summary>
    public const int Reach = 6;

    /// <summary>Number of kinds of answers: crystal, none, dhcp, any other class.</summary>
    public const int Kinds = 4;

    private readonly double[,] _answers = new double[2 * Reach, Kinds];
    private readonly Dictionary<int, int> _others = [];
    private double _atoms, _crystalWrong, _meltWrong;
    private int _fronts;

    /// <summary>Number of layers with a wrong answer per front, counted in atoms, of the side of the crystal.</summary>
    public double CrystalLayersWrong => _crystalWrong / PerLayer / _fronts;

    /// <summary>The same of the side of the melt: atoms with any class.</summary>
    public double MeltLayersWrong => _meltWrong / PerLayer / _fronts;

    /// <summary>The most frequent other class in the first layer of the crystal, or null.</summary>
    public int? MostFrequentOther => _others.Count == 0
        ? null
        : _others.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;

    // Of the layers inside the crystal.
    private double PerLayer => _atoms / (_fronts * 3);

    /// <summary>Share of a kind of answer in a layer, from -Reach to Reach - 1.</summary>
    public double Share(int layer, int kind)
    {
        double sum = 0;
        for (int k = 0; k < Kinds; k++)
            sum += _answers[layer + Reach, k];
        return _answers[layer + Reach, kind] / sum;
    }

    /// <summary>Counts the answers of a frame, atoms that nobody can tell among those of the layers.</summary>
    public void Add(AtomSample sample, AtomAnswers labels)
    {
        double edge = sample.Structure.Lattice!.C.Z;
        var from = new double[sample.Labels.Length];
        var isUpper = new bool[from.Length];
        for (int atom = 0; atom < from.Length; atom++)
        {
            double z = sample.Structure.Positions[atom].Z / edge;
            z -= Math.Floor(z) + 0.5;
            (from[atom], isUpper[atom]) = (Math.Abs(z) * edge, z > 0);
        }

        foreach (bool side in new[] { false, true })
        {
            int[] atoms = [.. Enumerable.Range(0, from.Length).Where(atom => isUpper[atom] == side)];
            double front = Front(atoms, from, sample.Labels.AsSpan());
            _fronts++;
            foreach (int atom in atoms)
                Count((int)Math.Floor((from[atom] - front) / thickness), sample.Labels[atom], labels.Classes[atom]);
        }
    }

    private void Count(int layer, short label, int answer)
    {
        if (layer is >= 2 and < 5)
            _atoms++;
        if (layer is >= -Reach and < Reach)
            _answers[layer + Reach, answer == crystal ? 0 : answer < 0 ? 1 : answer == dhcp ? 2 : 3]++;
        if (layer == 0 && answer >= 0 && answer != crystal && answer != dhcp)
            _others[answer] = _others.GetValueOrDefault(answer) + 1;
        if (label == crystal && answer != crystal)
            _crystalWrong++;
        if (label == AtomSample.None && answer >= 0)
            _meltWrong++;
    }

    private double Front(int[] atoms, double[] from, ReadOnlySpan<short> labels)
    {
        (double From, int Step)[] steps = new (double, int)[atoms.Length];
        int excess = 0;
        for (int k = 0; k < atoms.Length; k++)
        {
            short label = labels[atoms[k]];
            steps[k] = (from[atoms[k]], label == AtomSample.Untold ? 0 : 1);
            excess += label == AtomSample.None ? 1 : 0;
        }

        // As far out as there would be melt if melt and crystal were divided sharply.
        Array.Sort(steps);
        foreach ((double place, int step) in steps)
        {
            excess -= step;
            if (excess <= 0)
                return place;
        }

        return steps[^1].From;
    }
}
