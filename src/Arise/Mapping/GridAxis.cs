using System.Globalization;

namespace Arise.Mapping;

/// <summary>
/// The boxes of a map along one axis: box k covers [Low + k Stride, Low + k Stride + Edge], both ends included.
/// </summary>
/// <param name="Low">Where box 0 begins, Angstrom.</param>
/// <param name="Stride">Distance between boxes, Angstrom.</param>
/// <param name="Count">Number of boxes.</param>
/// <param name="Edge">Length of a box, Angstrom.</param>
/// <param name="Period">
/// Length after which the sample repeats and the boxes with it, Angstrom; 0 when it does not.
/// </param>
public readonly record struct GridAxis(double Low, double Stride, int Count, double Edge, double Period = 0)
{
    /// <summary>Whether boxes wrap across the periodic boundary.</summary>
    public bool Wraps => Period > 0;

    /// <summary>
    /// The boxes over atoms between two coordinates. With w = padding x edge, lo = min - w, hi = max + w: n =
    /// floor((hi - lo) / stride) + 1 boxes, and more until the last reaches hi; what they cover beyond hi is shared by
    /// both ends. One box is enough where edge and stride exceed hi - lo.
    /// </summary>
    /// <param name="min">Smallest coordinate, Angstrom.</param>
    /// <param name="max">Largest coordinate, Angstrom.</param>
    /// <param name="edge">Length of a box, Angstrom.</param>
    /// <param name="stride">Distance between boxes, Angstrom.</param>
    /// <param name="padding">Padding at both ends as a share of the edge.</param>
    /// <exception cref="ArgumentException">There would be more boxes than can be counted.</exception>
    public static GridAxis Over(double min, double max, double edge, double stride, double padding = 0)
    {
        double low = min - (padding * edge), high = max + (padding * edge);
        int count = CountOf(Math.Floor((high - low) / stride) + 1, stride);
        double overhang = low + ((count - 1) * stride) + edge - high;
        if (overhang < 0)
        {
            int more = (int)Math.Ceiling(-overhang / stride);
            (count, overhang) = (count + more, overhang + (more * stride));
        }

        return new GridAxis(low - (overhang / 2), stride, count, edge);
    }

    /// <summary>
    /// The boxes over one period of a periodic sample: as many as fit best, spread evenly, so that the stride is that
    /// asked for to within half a box in <see cref="Count"/>.
    /// </summary>
    public static GridAxis Periodic(double low, double period, double edge, double stride)
    {
        int count = CountOf(Math.Max(Math.Round(period / stride), 1), stride);
        return new GridAxis(low, period / count, count, edge, period);
    }

    /// <summary>Where box <paramref name="box"/> begins, Angstrom.</summary>
    public double Start(int box) => Low + (box * Stride);

    /// <summary>The middle of box <paramref name="box"/>, Angstrom.</summary>
    public double Center(int box) => Start(box) + (Edge / 2);

    /// <summary>
    /// The boxes that contain a coordinate: all from First to Last, none when Last is smaller. Where the axis wraps,
    /// numbers below 0 and from <see cref="Count"/> stand for boxes seen from the next period; <see cref="Wrap"/>
    /// brings them back.
    /// </summary>
    public (int First, int Last) Containing(double coordinate)
    {
        int first = (int)Math.Ceiling((coordinate - Edge - Low) / Stride);
        while (Start(first - 1) + Edge >= coordinate)
            first--;
        while (Start(first) + Edge < coordinate)
            first++;
        int last = (int)Math.Floor((coordinate - Low) / Stride);
        while (Start(last + 1) <= coordinate)
            last++;
        while (Start(last) > coordinate)
            last--;
        return Wraps ? (first, last) : (Math.Max(first, 0), Math.Min(last, Count - 1));
    }

    /// <summary>Whether there is a box of this number: any where the axis wraps.</summary>
    public bool Has(int box) => Wraps || (box >= 0 && box < Count);

    /// <summary>The number from 0 to Count - 1 of a box seen from another period.</summary>
    public int Wrap(int box) => ((box % Count) + Count) % Count;

    private static int CountOf(double count, double stride)
    {
        Setting.Require(
            count < 1 << 28,
            nameof(MapSettings.Stride),
            string.Create(
                CultureInfo.InvariantCulture,
                $"A stride of {stride} gives {count:G3} boxes along an axis; use a longer stride."));
        return (int)count;
    }
}
