namespace Arise.Reporting.Figures;

/// <summary>The rectangle that values fill.</summary>
internal readonly record struct Extent(double Left, double Right, double Bottom, double Top, bool Tight = false)
{
    /// <summary>A mark that does not widen the axes.</summary>
    public static Extent None { get; } = new(
        double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);

    public static Extent Of(IReadOnlyList<double> x, IReadOnlyList<double> y) => x.Count == 0 ? None : new(
        x.Where(double.IsFinite).DefaultIfEmpty(double.PositiveInfinity).Min(),
        x.Where(double.IsFinite).DefaultIfEmpty(double.NegativeInfinity).Max(),
        y.Where(double.IsFinite).DefaultIfEmpty(double.PositiveInfinity).Min(),
        y.Where(double.IsFinite).DefaultIfEmpty(double.NegativeInfinity).Max());

    public Extent With(Extent other) => new(
        Math.Min(Left, other.Left),
        Math.Max(Right, other.Right),
        Math.Min(Bottom, other.Bottom),
        Math.Max(Top, other.Top),
        Tight || other.Tight);
}
