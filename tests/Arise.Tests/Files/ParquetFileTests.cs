using Arise.Files;
using Parquet;
using Parquet.Schema;

namespace Arise.Tests.Files;

/// <summary>The judge is Parquet.Net.</summary>
public class ParquetFileTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(70_000)]
    public async Task Another_program_reads_what_is_written(int rows)
    {
        var name = new ParquetColumn("name", ParquetColumn.Kind.Text, isOptional: true);
        var count = new ParquetColumn("count", ParquetColumn.Kind.Whole, isOptional: false);
        var value = new ParquetColumn("value", ParquetColumn.Kind.Real, isOptional: true);
        using var stream = new MemoryStream();
        var file = new ParquetFile(stream, name, count, value);
        for (int row = 0; row < rows; row++)
        {
            name.Add(Name(row));
            count.Add(row * 7919);
            value.Add(Value(row));
            file.EndRow();
        }

        file.Complete();
        stream.Position = 0;
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        DataField[] fields = reader.Schema.GetDataFields();
        Assert.Equal(
            [("name", true), ("count", false), ("value", true)],
            fields.Select(field => (field.Name, field.IsNullable)));
        int first = 0;
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            using ParquetRowGroupReader part = reader.OpenRowGroupReader(group);
            int length = (int)part.RowCount;
            var names = new string?[length];
            int[] counts = new int[length];
            var values = new double?[length];
            await part.ReadAsync(fields[0], names.AsMemory());
            await part.ReadAsync<int>(fields[1], counts.AsMemory());
            await part.ReadAsync<double>(fields[2], values.AsMemory());
            for (int k = 0; k < length; k++)
            {
                int row = first + k;
                Assert.True((Name(row), row * 7919, Value(row)) == (names[k], counts[k], values[k]), $"row {row}");
            }

            first += length;
        }

        Assert.Equal(rows, first);
    }

    [Fact]
    public void A_value_that_must_be_there_is_asked_for()
    {
        var column = new ParquetColumn("count", ParquetColumn.Kind.Whole, isOptional: false);
        Assert.Contains("'count'", Assert.Throws<ArgumentException>(() => column.Add((int?)null)).Message);
    }

    private static string? Name(int row) => row % 7 == 3 ? null : row % 5 == 0 ? "" : $"é {row % 11}";

    private static double? Value(int row) =>
        (row / 3 % 2) == 0 ? null : row % 4 == 0 ? double.PositiveInfinity : 1.0 / row;
}
