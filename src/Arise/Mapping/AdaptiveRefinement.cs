using Arise.Recognition;

namespace Arise.Mapping;

/// <summary>
/// Classifies a map from coarse to fine: first every n-th box along each axis; then a cell between such boxes is
/// halved along each axis as long as its corners differ in class or verdict or one of them is unsure
/// (<see cref="UncertaintyLevels.Sure"/> or more) or has no prediction. The boxes inside cells that are left whole get
/// the trilinear interpolation of their corners, novelty included, and zero passes: between corners of one verdict the
/// novelty has the same. Corners that are none of the classes do not differ, whatever class each is nearest to.
/// </summary>
internal sealed class AdaptiveRefinement(MapRows map)
{
    private readonly BoxGrid _grid = map.Plan.Grid;

    /// <summary>The boxes from First to Last along one axis.</summary>
    private readonly record struct Stretch(int First, int Last)
    {
        public bool IsDivisible => Last - First > 1;

        public IEnumerable<Stretch> Halves()
        {
            int middle = (First + Last) / 2;
            return IsDivisible ? [new Stretch(First, middle), new Stretch(middle, Last)] : [this];
        }
    }

    private readonly record struct Cell(Stretch X, Stretch Y, Stretch Z);

    /// <summary>Fills the map.</summary>
    /// <param name="classify">Classifies rows; those it has seen before cost nothing.</param>
    public void Run(Action<int[]> classify)
    {
        int step = map.Plan.Settings.Coarseness;
        Cell[] open =
        [
            .. from z in Stretches(_grid.Z.Count, step)
               from y in Stretches(_grid.Y.Count, step)
               from x in Stretches(_grid.X.Count, step)
               select new Cell(x, y, z),
        ];
        var whole = new List<Cell>();
        var isClassified = new bool[map.Count];
        while (open.Length > 0)
        {
            int[] rows = [.. open.SelectMany(Corners).Select(map.Plan.RowOf).Where(row => row >= 0).Distinct().Order()];
            classify(rows);
            foreach (int row in rows)
                isClassified[row] = true;
            var next = new List<Cell>();
            foreach (Cell cell in open)
            {
                bool isDivisible = cell.X.IsDivisible || cell.Y.IsDivisible || cell.Z.IsDivisible;
                if (isDivisible && IsUniform(cell))
                    whole.Add(cell);
                else if (isDivisible && Boxes(cell).Any(box => map.Plan.RowOf(box) >= 0))
                {
                    next.AddRange(
                        from z in cell.Z.Halves()
                        from y in cell.Y.Halves()
                        from x in cell.X.Halves()
                        select new Cell(x, y, z));
                }
            }

            open = [.. next];
        }

        foreach (Cell cell in whole)
            Interpolate(cell, isClassified);
    }

    private static IEnumerable<Stretch> Stretches(int count, int step)
    {
        if (count == 1)
            yield return new Stretch(0, 0);
        for (int first = 0; first < count - 1; first += step)
            yield return new Stretch(first, Math.Min(first + step, count - 1));
    }

    private IEnumerable<int> Corners(Cell cell)
    {
        foreach (int z in (int[])[cell.Z.First, cell.Z.Last])
        {
            foreach (int y in (int[])[cell.Y.First, cell.Y.Last])
            {
                yield return _grid.Index(cell.X.First, y, z);
                yield return _grid.Index(cell.X.Last, y, z);
            }
        }
    }

    private IEnumerable<int> Boxes(Cell cell)
    {
        for (int z = cell.Z.First; z <= cell.Z.Last; z++)
        {
            for (int y = cell.Y.First; y <= cell.Y.Last; y++)
            {
                for (int x = cell.X.First; x <= cell.X.Last; x++)
                    yield return _grid.Index(x, y, z);
            }
        }
    }

    private bool IsUniform(Cell cell)
    {
        (int Class, Verdict Verdict)? first = null;
        foreach (int box in Corners(cell))
        {
            int row = map.Plan.RowOf(box);
            if (row < 0 || !(map.MutualInformation[row] < UncertaintyLevels.Sure))
                return false;
            (int Class, Verdict Verdict) here = (map.ClassOf(row), Classification.VerdictOf(map.Novelty[row]));
            first ??= here;
            if (here != first)
                return false;
        }

        return true;
    }

    private void Interpolate(Cell cell, bool[] isClassified)
    {
        int classes = map.ClassCount;
        int[] corners = [.. Corners(cell).Select(map.Plan.RowOf)];
        foreach (int box in Boxes(cell))
        {
            int row = map.Plan.RowOf(box);
            if (row < 0 || isClassified[row])
                continue;
            (int x, int y, int z) = _grid.Place(box);
            (double tx, double ty, double tz) = (Share(cell.X, x), Share(cell.Y, y), Share(cell.Z, z));
            Span<float> probabilities = map.ProbabilitiesOf(row);
            double information = 0, error = 0, novelty = 0;
            probabilities.Clear();
            for (int corner = 0; corner < corners.Length; corner++)
            {
                double weight = ((corner & 1) == 0 ? 1 - tx : tx)
                    * ((corner & 2) == 0 ? 1 - ty : ty)
                    * ((corner & 4) == 0 ? 1 - tz : tz);
                ReadOnlySpan<float> there = map.ProbabilitiesOf(corners[corner]);
                for (int c = 0; c < classes; c++)
                    probabilities[c] += (float)(weight * there[c]);
                information += weight * map.MutualInformation[corners[corner]];
                error += weight * map.MutualInformationError[corners[corner]];
                novelty += weight * map.Novelty[corners[corner]];
            }

            (map.MutualInformation[row], map.MutualInformationError[row]) = ((float)information, (float)error);
            map.Novelty[row] = (float)novelty;
            map.Passes[row] = 0;
        }
    }

    private static double Share(Stretch span, int box) =>
        span.Last == span.First ? 0 : (double)(box - span.First) / (span.Last - span.First);
}
