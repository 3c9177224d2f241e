using Microsoft.Data.Sqlite;

namespace Arise.Databases;

/// <summary>
/// One connection to an SQLite file: each text of a statement is prepared once, values come as parameters, and what the
/// database refuses is an error of its area.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Func<string, Exception, AriseException> _error;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="mode">Whether it is written, and may be created.</param>
    /// <param name="error">Makes the error of a reason and its cause.</param>
    /// <exception cref="AriseException">It cannot be opened.</exception>
    public SqliteDatabase(string path, SqliteOpenMode mode, Func<string, Exception, AriseException> error)
    {
        _error = error;
        var address = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = mode };
        _connection = new SqliteConnection(address.ToString());
        try
        {
            Guard(() =>
            {
                _connection.Open();
                return 0;
            });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Runs statements.</summary>
    /// <exception cref="AriseException">The database refuses them.</exception>
    public void Execute(string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = Command(text, parameters);
        Guard(command.ExecuteNonQuery);
    }

    /// <summary>The first value of the first row, or null without one.</summary>
    /// <exception cref="AriseException">The database refuses it.</exception>
    public object? Value(string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = Command(text, parameters);
        return Guard(command.ExecuteScalar) is { } value and not DBNull ? value : null;
    }

    /// <summary>The rows of a query, one at a time; the reader stands on each in turn.</summary>
    /// <exception cref="AriseException">While enumerating: the database refuses it, or is damaged.</exception>
    public IEnumerable<SqliteDataReader> Rows(
        string text, params IReadOnlyList<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Create(text);
        foreach ((string name, object? value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        using SqliteDataReader reader = Guard(command.ExecuteReader);
        while (Guard(reader.Read))
            yield return reader;
    }

    /// <summary>The number of the row that was inserted last.</summary>
    public long LastRow() => (long)Value("SELECT last_insert_rowid()")!;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SqliteCommand command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Command(string text, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_commands.TryGetValue(text, out SqliteCommand? command))
            _commands.Add(text, command = Create(text));
        command.Parameters.Clear();
        foreach ((string name, object? value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    // The texts are those of the program; values come as parameters.
#pragma warning disable CA2100
    private SqliteCommand Create(string text)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
#pragma warning restore CA2100

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is SqliteException or InvalidOperationException)
        {
            throw _error($"the database cannot be used: {error.Message}", error);
        }
    }
}
