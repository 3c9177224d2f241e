using Arise.Imaging;
using Arise.Microscopy;
using Arise.Microscopy.Finders;

namespace Arise.Studies.Microscopy;

/// <summary>Counts of atoms that were found, and how far from where they are, in parts of the bond.</summary>
internal sealed class FinderScore
{
    private readonly List<double> _distances = [];
    private double _claimed;
    private long _found;
    private long _asked;

    /// <summary>Harmonic mean of precision and recall.</summary>
    public double F1 => _found + _asked > 0 ? 2.0 * _distances.Count / (_found + _asked) : 0;

    /// <summary>Share of what is found that is there.</summary>
    public double Precision => _found > 0 ? (double)_distances.Count / _found : 0;

    /// <summary>Share of what is there that is found.</summary>
    public double Recall => _asked > 0 ? (double)_distances.Count / _asked : 0;

    /// <summary>Mean distance of the pairs.</summary>
    public double MeanError => _distances.Count > 0 ? _distances.Average() : double.NaN;

    /// <summary>Median distance of the pairs.</summary>
    public double MedianError =>
        _distances.Count > 0 ? _distances.Order().ElementAt(_distances.Count / 2) : double.NaN;

    /// <summary>
    /// The mean distance that the errors said of the same atoms give: sqrt(pi / 2) times the error of a coordinate.
    /// </summary>
    public double ClaimedError =>
        _distances.Count > 0 ? Math.Sqrt(Math.PI / 2) * _claimed / _distances.Count : double.NaN;

    /// <summary>Adds what was found in one image.</summary>
    /// <param name="found">Atoms found.</param>
    /// <param name="truth">Positions of the atoms, and whether each must be found; others are neither right nor
    /// wrong.</param>
    /// <param name="ignored">Whether what is found at a place, and is no atom, does not count.</param>
    /// <param name="bond">Nearest distance; half of it is the tolerance.</param>
    public void Add(
        IReadOnlyList<FoundAtom> found,
        IReadOnlyList<(double X, double Y, bool IsAsked)> truth,
        Func<double, double, bool> ignored,
        double bond)
    {
        List<AtomMatching.Pair> pairs = AtomMatching.Match(
            [.. found.Select(atom => (atom.X, atom.Y))], [.. truth.Select(atom => (atom.X, atom.Y))], bond / 2);
        bool[] isPaired = new bool[found.Count];
        foreach (AtomMatching.Pair pair in pairs)
            isPaired[pair.Found] = true;
        AtomMatching.Pair[] right = [.. pairs.Where(pair => truth[pair.True].IsAsked)];
        int wrong = found.Where((atom, k) => !isPaired[k] && !ignored(atom.X, atom.Y)).Count();
        lock (_distances)
        {
            _distances.AddRange(right.Select(pair => pair.Distance / bond));
            _claimed += right.Sum(pair => found[pair.Found].PositionError / bond);
            _found += right.Length + wrong;
            _asked += truth.Count(atom => atom.IsAsked);
        }
    }

    /// <summary>
    /// Adds what a search finds in a simulated image; atoms at its edge and under cover do not count.
    /// </summary>
    public void Add(SimulatedImage image, AtomSearchSettings settings, IAtomFinder? finder)
    {
        int width = image.Image.Width, height = image.Image.Height;
        double edge = image.Spacing / 2;
        Add(
            Found(image.Image, settings, finder),
            [.. image.Atoms.Select(atom => (atom.X, atom.Y, atom.IsVisible && !IsOutside(atom.X, atom.Y)))],
            (x, y) => IsOutside(x, y) || image.Covered[((int)Math.Round(y) * width) + (int)Math.Round(x)],
            image.Spacing);

        bool IsOutside(double x, double y) => x < edge || y < edge || x > width - 1 - edge || y > height - 1 - edge;
    }

    /// <summary>What a search finds; nothing where it says that there is nothing.</summary>
    public static IReadOnlyList<FoundAtom> Found(
        MicroscopeImage image, AtomSearchSettings settings, IAtomFinder? finder)
    {
        try
        {
            return new AtomSearch(settings, finder).Find(image).Atoms;
        }
        catch (MicroscopyException)
        {
            return [];
        }
    }
}
