namespace Arise.Calibration;

/// <summary>How often known crystals of one kind are not called known.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Right">Share whose class was named.</param>
/// <param name="Refused">Share of these with a novelty above 1: doubtful or none.</param>
/// <param name="None">Share of these that is none of the classes.</param>
public sealed record KindAlarms(string Kind, int Count, double Right, double Refused, double None);
