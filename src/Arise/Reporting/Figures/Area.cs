namespace Arise.Reporting.Figures;

/// <summary>A rectangle on the page, in points.</summary>
internal readonly record struct Area(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;
}
