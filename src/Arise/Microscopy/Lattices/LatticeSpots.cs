using System.Runtime.CompilerServices;

namespace Arise.Microscopy.Lattices;

/// <summary>
/// The spots of a lattice in a power spectrum. At a radius they are the two strongest ones that are not in one line, by
/// the weaker of them, so that neither scan lines nor one set of planes pass for a lattice; or the three of a hexagon
/// or the two of a square, by their sum, which noise cannot have so high, either, though each spot be weak.
/// </summary>
internal sealed class LatticeSpots
{
    // A lattice has to repeat itself in a window.
    private const double FewestPeriods = 4;

    // Planes of fewer pixels cannot be seen.
    private const double LeastPixels = 2.4;

    // Of noise alone the second best spot is at most about five times the median.
    private const double LeastRatio = 8;

    // The sum of the spots over the median, in deviations: of noise alone it is at most 5.7 for a hexagon and 6.6 for
    // a square in 30 images.
    private const double LeastHexagon = 6.8;
    private const double LeastSquare = 8;

    // No spot of them counts more than so many times the weakest.
    private const double MostUneven = 2.5;
    private const double LeastShare = 0.35;
    private const double LeastOfPairs = 0.05;
    private const double LeastAngle = 25 * Math.PI / 180;
    private const int LevelSample = 1000;

    // A ring this wide has more points than spots of a hexagon cover.
    private const double OwnRing = 10;

    // A ring is so many deviations above what is inside it; the median of a ring of radius r has the deviation 2.2 / r.
    private const double LeastRing = 6 * 2.2;
    private const double LeastRatioOfRing = 2;
    private const double InnermostRing = 8;

    private readonly double[] _power;

    // Half of the frequencies, the lowest first: the squared radius in the upper bits, then the index.
    private readonly long[] _half;
    private readonly int _side;
    private readonly double _oversampling;
    private readonly bool _fallsOff;

    /// <summary>Prepares.</summary>
    /// <param name="power">The power [frequency down, across].</param>
    /// <param name="side">The side, a power of two.</param>
    /// <param name="oversampling">Frequencies per wave in a window.</param>
    /// <param name="fallsOff">
    /// Whether noise has less power at higher frequencies, as where software has smoothed it.
    /// </param>
    public LatticeSpots(double[] power, int side, double oversampling, bool fallsOff)
    {
        (_power, _side, _oversampling, _fallsOff) = (power, side, oversampling, fallsOff);
        _half = new long[(side * ((side / 2) + 1)) - (side / 2)];
        int count = 0;
        for (int v = 0; v < side; v++)
        {
            for (int u = 0; u <= side / 2; u++)
            {
                int fy = v <= side / 2 ? v : v - side;
                if (u > 0 || fy > 0)
                    _half[count++] = ((long)((u * u) + (fy * fy)) << 32) | (uint)((v * side) + u);
            }
        }

        Array.Sort(_half);
    }

    private double Radius(int k) => Math.Sqrt(_half[k] >> 32);

    private double Power(int k) => _power[(int)_half[k]];

    private double Angle(int k)
    {
        (int v, int u) = Math.DivRem((int)_half[k], _side);
        return Math.Atan2(v <= _side / 2 ? v : v - _side, u);
    }

    /// <summary>
    /// The spacing of the planes of the lowest radius with spots, pixels, and how many times stronger than needed these
    /// are; null where there are none.
    /// </summary>
    public (double Planes, double Strength)? Lowest()
    {
        var radii = new List<double>();
        double least = FewestPeriods * _oversampling;
        for (double radius = least; radius < _side / LeastPixels; radius += Math.Max(0.5, 0.03 * radius))
            radii.Add(radius);
        Spots[] polygons = [.. radii.Select(Polygon)], pairs = [.. radii.Select(Pair)];
        double ofPolygons = polygons.Max(spots => spots.Score), ofPairs = pairs.Max(spots => spots.Score);
        // Slow shapes, as of dirt, have strong pairs, but no polygons; disorder has polygons of next to no power.
        return Lowest(radii, ofPolygons > LeastOfPairs * ofPairs ? polygons : pairs);
    }

    /// <summary>
    /// The inverse radius of a diffuse ring, pixels: atoms without order keep a distance from one another, noise does
    /// not. Null where the spectrum only falls off.
    /// </summary>
    public double? Ring()
    {
        (double Radius, double Power) best = default;
        double least = double.PositiveInfinity;
        for (double radius = InnermostRing; radius < _side / LeastPixels; radius *= 1.05)
        {
            double power = Median(0.9 * radius, 1.1 * radius);
            least = Math.Min(least, power);
            if (power > best.Power && power > Math.Max(LeastRatioOfRing, 1 + (LeastRing / radius)) * least)
                best = (radius, power);
        }

        return best.Power > 0 ? _side / best.Radius : null;
    }

    private (double Planes, double Strength)? Lowest(List<double> radii, Spots[] found)
    {
        double greatest = found.Max(spots => spots.Score);
        if (!(greatest > 0))
            return null;
        int first = Array.FindIndex(found, spots => spots.Score >= LeastShare * greatest);
        // The flank of a spot comes before its top.
        Spots top = found
            .Skip(first)
            .TakeWhile((_, k) => radii[first + k] <= 1.25 * radii[first])
            .MaxBy(spots => spots.Score);
        return (_side / top.Radius, top.Strength);
    }

    // Power of the weaker spot above the median, and the mean radius; 0 where they are not significant.
    private Spots Pair(double radius)
    {
        double reach = Math.Max(0.08 * radius, 0.8);
        (int first, int end) = Between(radius - reach, radius + reach);
        (double level, _) = Level(radius);
        if (end - first < 3 || !(level > 0))
            return default;
        int best = Highest(first, end, null);
        int second = Highest(first, end, best);
        // Where the spectrum falls off, the highest points lie at the inner rim.
        double beside = second >= 0 && _fallsOff ? Math.Max(level, Background(Radius(second))) : level;
        return second < 0 || Power(second) < LeastRatio * beside
            ? default
            : new Spots(
                Power(second) - level,
                0.5 * (Center(best) + Center(second)),
                Power(second) / (LeastRatio * beside));
    }

    // The same of a hexagon or a square, the mean power.
    private Spots Polygon(double radius)
    {
        (double level, double deviation) = Level(radius);
        Spots hexagon = Polygon(radius, 3, level, LeastHexagon * deviation);
        Spots square = Polygon(radius, 2, level, LeastSquare * deviation);
        return hexagon.Score > square.Score ? hexagon : square;
    }

    // The best of all directions of n spots that divide half a turn evenly.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Spots Polygon(double radius, int count, double level, double least)
    {
        int directions = Math.Max(8, (int)(2 * Math.PI * radius / count));
        double greatest = 0, angle = 0;
        for (int k = 0; k < directions; k++)
        {
            double turn = Math.PI * k / (directions * count), weakest = double.PositiveInfinity, sum = 0;
            for (int spot = 0; spot < count; spot++)
                weakest = Math.Min(weakest, _power[Index(radius, turn + (Math.PI * spot / count))]);
            for (int spot = 0; spot < count; spot++)
                sum += Math.Min(MostUneven * weakest, _power[Index(radius, turn + (Math.PI * spot / count))]);
            if (sum > greatest)
                (greatest, angle) = (sum, turn);
        }

        double excess = greatest - (count * level);
        if (!(excess > least * Math.Sqrt(count)))
            return default;
        double spots = 0;
        for (int spot = 0; spot < count; spot++)
            spots += Center(radius, angle + (Math.PI * spot / count));
        return new Spots(excess / count, spots / count, excess / (least * Math.Sqrt(count)));
    }

    private int Index(double radius, double angle)
    {
        (double sin, double cos) = Math.SinCos(angle);
        int u = (int)Math.Round(radius * cos) & (_side - 1), v = (int)Math.Round(radius * sin) & (_side - 1);
        return (v * _side) + u;
    }

    // The radius of the highest place beside another one, between the frequencies of the transform.
    private double Center(double radius, double angle)
    {
        (double sin, double cos) = Math.SinCos(angle);
        int left = (int)Math.Round(radius * cos), top = (int)Math.Round(radius * sin);
        (int x, int y) = Enumerable.Range(0, 9).Select(k => (X: left + (k % 3) - 1, Y: top + (k / 3) - 1))
            .MaxBy(place => At(place.X, place.Y));
        double least = Enumerable.Range(0, 9).Min(k => At(x + (k % 3) - 1, y + (k / 3) - 1));
        double sum = 0, across = 0, down = 0;
        for (int v = -1; v <= 1; v++)
        {
            for (int u = -1; u <= 1; u++)
            {
                double power = At(x + u, y + v) - least;
                (sum, across, down) = (sum + power, across + (u * power), down + (v * power));
            }
        }

        return sum > 0
            ? Math.Sqrt(((x + (across / sum)) * (x + (across / sum))) + ((y + (down / sum)) * (y + (down / sum))))
            : radius;

        double At(int u, int v) => _power[((v & (_side - 1)) * _side) + (u & (_side - 1))];
    }

    // The point of highest power, away from the direction of another one; -1 where there is none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Highest(int first, int end, int? other)
    {
        int best = -1;
        for (int k = first; k < end; k++)
        {
            if ((best < 0 || Power(k) > Power(best))
                && (other is not { } from || Turn(Angle(k), Angle(from)) > LeastAngle))
            {
                best = k;
            }
        }

        return best;
    }

    // The median around a radius, and how far five in six are at most above it. Where the spectrum falls off, as that
    // of blurred noise does, the median of a wide ring is too low, so that what noise has at the radius itself counts.
    private (double Median, double Deviation) Level(double radius)
    {
        double[] around = Sorted(0.6 * radius, 1.6 * radius);
        if (around.Length == 0)
            return default;
        double median = around[around.Length / 2], deviation = around[around.Length * 5 / 6] - median;
        double here = _fallsOff ? Background(radius) : 0;
        return here > median ? (here, deviation * here / median) : (median, deviation);
    }

    // Between the rings inside and outside a radius, as a Gaussian in the radius goes; spots do not lie in these.
    private double Background(double radius)
    {
        double inner = Median(0.7 * radius, 0.85 * radius), outer = Median(1.2 * radius, 1.45 * radius);
        double between = inner > 0 && outer > 0 ? Math.Pow(inner, 0.65) * Math.Pow(outer, 0.35) : 0;
        return radius < OwnRing ? between : Math.Max(between, Median(0.92 * radius, 1.08 * radius));
    }

    private double Median(double low, double high)
    {
        double[] values = Sorted(low, high);
        return values.Length > 0 ? values[values.Length / 2] : 0;
    }

    private double[] Sorted(double low, double high)
    {
        (int first, int end) = Between(low, high);
        int step = Math.Max(1, (end - first) / LevelSample);
        double[] values = new double[(end - first) / step];
        for (int k = 0; k < values.Length; k++)
            values[k] = Power(first + (k * step));
        Array.Sort(values);
        return values;
    }

    // The radius of a spot between the frequencies of the transform.
    private double Center(int index)
    {
        double sum = 0, moment = 0, radius = Radius(index);
        (int first, int end) = Between(radius - 1.5, radius + 1.5);
        for (int k = first; k < end; k++)
        {
            if (Turn(Angle(k), Angle(index)) * radius > 1.5)
                continue;
            sum += Power(k);
            moment += Power(k) * Radius(k);
        }

        return moment / sum;
    }

    private (int First, int End) Between(double low, double high) => (First(low), First(Math.BitIncrement(high)));

    // The first point of at least some radius.
    private int First(double radius)
    {
        (int low, int high) = (0, _half.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Radius(middle) < radius ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // Angle between two lines, 0 to 90 degrees.
    private static double Turn(double a, double b)
    {
        double turn = Math.Abs(a - b) % Math.PI;
        return Math.Min(turn, Math.PI - turn);
    }

    // Power above the median, mean radius, and how many times the least.
    private readonly record struct Spots(double Score, double Radius, double Strength);
}
