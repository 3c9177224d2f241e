namespace Arise.Studies.Labeling;

/// <summary>What one model said of the atoms of one row.</summary>
internal sealed class LabelCounts
{
    private readonly List<(string Name, long Told, long Right, long Named)> _runs = [];
    private readonly Dictionary<int, long> _wrong = [];

    /// <summary>Number of atoms whose class is known.</summary>
    public long Told => _runs.Sum(run => run.Told);

    /// <summary>Share of them with the right answer.</summary>
    public double Right => Share(run => run.Right);

    /// <summary>Share of them with a class of a probability above one half.</summary>
    public double Named => Share(run => run.Named);

    /// <summary>Standard error of <see cref="Right"/>.</summary>
    public double RightError => Error(run => run.Right, Right);

    /// <summary>Standard error of <see cref="Named"/>.</summary>
    public double NamedError => Error(run => run.Named, Named);

    /// <summary>The run with the lowest share of right answers.</summary>
    public (string Name, double Right) Worst => _runs
        .Where(run => run.Told > 0)
        .Select(run => (run.Name, (double)run.Right / run.Told))
        .DefaultIfEmpty(("", double.NaN))
        .MinBy(run => run.Item2);

    /// <summary>The wrong answers from the most to the least frequent, with shares of all.</summary>
    public IEnumerable<(int Label, double Share)> Wrong => _wrong
        .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
        .Select(pair => (pair.Key, (double)pair.Value / Told));

    /// <summary>Begins a run, whose atoms are not independent of each other.</summary>
    public void BeginRun(string name) => _runs.Add((name, 0, 0, 0));

    /// <summary>Counts an atom.</summary>
    public void Add(short label, int answer, float probability)
    {
        (string name, long told, long right, long named) = _runs[^1];
        bool isNamed = answer >= 0 && probability > 0.5f;
        _runs[^1] = (name, told + 1, right + (answer == label ? 1 : 0), named + (isNamed ? 1 : 0));
        if (answer != label)
            _wrong[answer] = _wrong.GetValueOrDefault(answer) + 1;
    }

    private double Share(Func<(string Name, long Told, long Right, long Named), long> count) =>
        Told == 0 ? double.NaN : (double)_runs.Sum(count) / Told;

    // Of a ratio of sums over runs; with a single run binomial, which is too small where atoms are alike.
    private double Error(Func<(string Name, long Told, long Right, long Named), long> count, double share)
    {
        int runs = _runs.Count(run => run.Told > 0);
        if (runs < 2)
            return Math.Sqrt(share * (1 - share) / Math.Max(Told, 1));
        double squares = _runs.Sum(run => Math.Pow(count(run) - (share * run.Told), 2));
        return Math.Sqrt(squares * runs / (runs - 1.0)) / Told;
    }
}
